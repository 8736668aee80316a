"""Words that are neither subjects, scenes nor styles: colours, numbers, and those a prompt can do without."""

from __future__ import annotations

COLOURS: dict[str, tuple[tuple[int, int, int], str, str]] = {
    "red": ((214, 48, 49), "red, crimson, scarlet, ruby", "빨간, 빨강, 빨간색, 붉은, 빨갛고, 붉은색, 새빨간"),
    "orange": ((240, 138, 40), "orange, amber", "주황, 주황색, 주황빛, 오렌지색"),
    "yellow": ((244, 196, 48), "yellow, lemon yellow", "노란, 노랑, 노란색, 샛노란"),
    "green": ((62, 154, 84), "green, emerald", "초록, 초록색, 녹색, 푸르른, 연두색, 초록빛"),
    "turquoise": ((44, 170, 170), "turquoise, teal, cyan", "청록색, 청록, 옥색, 민트색"),
    "blue": ((47, 109, 213), "blue, azure, navy", "파란, 파랑, 파란색, 푸른, 파랗고, 남색, 하늘색, 새파란"),
    "purple": ((134, 84, 180), "purple, violet, lilac", "보라, 보라색, 보랏빛, 자주색"),
    "pink": ((240, 140, 170), "pink, rosy", "분홍, 분홍색, 핑크, 핑크색, 분홍빛"),
    "brown": ((134, 88, 58), "brown, chestnut", "갈색, 밤색, 고동색"),
    "white": ((245, 243, 238), "white, snow-white", "하얀, 흰, 흰색, 하얀색, 하양, 새하얀, 백색"),
    "black": ((52, 48, 56), "black, jet-black", "검은, 검정, 검은색, 까만, 검정색, 까만색"),
    "grey": ((142, 142, 150), "grey, gray, silver", "회색, 은색, 잿빛"),
    "gold": ((222, 170, 60), "gold, golden", "금색, 황금색, 황금빛, 황금"),
}

NUMBERS: dict[str, int] = {
    **{"one": 1, "single": 1, "two": 2, "pair": 2, "couple": 2, "three": 3, "four": 4, "five": 5},
    **{
        "few": 3,
        "several": 3,
        "some": 3,
        "group": 4,
        "many": 5,
        "lot": 5,
        "lots": 5,
        "1": 1,
        "2": 2,
        "3": 3,
        "4": 4,
        "5": 5,
    },
    **{"한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여러": 3, "많은": 5},
}
COUNTERS = ("마리", "명", "사람", "개", "송이", "그루", "대", "척", "채", "권", "잔", "분")

_PARTICLES = """
은 는 이 가 을 를 의 에 에서 에게 와 과 랑 이랑 하고 로 으로 도 만 까지 부터 처럼 같은 이고 이며 인 에는 에서는 적인
한 위 위에 위에서 위의 아래 아래에 밑에 옆 옆에 옆의 안 안에 안의 속 속의 속에 속에서 앞 앞에 앞의 뒤에 뒤의 가의
가에 가에서 들 들이 들을 들의 들과 들은 풍 풍의 풍으로 풍경 빛 빛의 빛으로 스타일 스타일의 스타일로 느낌 느낌의
느낌으로 그림 그림의
"""
PARTICLES = tuple(sorted(_PARTICLES.split(), key=len, reverse=True))  # what may follow a Korean noun without a blank

_QUIET = """
a an the of in on at with and or to by for from is are it its this that there as into under over near beside next
front behind picture image photo photograph drawing painting illustration artwork art portrait style styled scene
view draw paint show me please beautiful pretty lovely nice cute little small big large great amazing stunning
gorgeous high quality detailed very highly s sitting standing walking looking wearing background landscape scenery
some one like made 그림 사진 이미지 풍경 풍경화 스타일 스타일로 스타일의 느낌 느낌의 느낌으로 아름다운 예쁜 귀여운
멋진 작은 큰 커다란 새로운 그려줘 그려 그린 그려진 있는 서 앉아 앉은 서있는 그리고 및 속 옆에 옆의 위 위에 위의 아래
아래에 앞에 뒤에 안에 안의 배경 배경으로 배경의 장면 모습 한 것 같은 풍 풍의 풍으로 함께 서로 매우 아주 정말 화가
작품
"""
QUIET = frozenset(_QUIET.split())  # said in nearly every prompt: neither understood nor reported as ignored
IRREGULAR_PLURALS = frozenset({"people", "children", "men", "women", "mice", "geese"})
NEW = "새"  # "bird", but before another noun "new"


def english_forms(word: str) -> tuple[str, ...]:
    """A word and its regular plurals: ``fox`` -> fox, foxes; ``puppy`` -> puppies too; ``wolf`` -> wolfs, wolves."""
    forms = [word, word + "s"]
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.append(word + "es")
    if word.endswith("y"):
        forms.append(word[:-1] + "ies")
    if word.endswith("f"):
        forms.append(word[:-1] + "ves")
    if word.endswith("fe"):
        forms.append(word[:-2] + "ves")
    return tuple(forms)
