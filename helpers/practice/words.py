"""Words that are neither subjects, scenes nor styles: colours, numbers, and those a prompt can do without."""

from __future__ import annotations

COLOURS: dict[str, tuple[tuple[int, int, int], str, str]] = {
    "red": (
        (214, 48, 49),
        "red, crimson, scarlet, ruby",
        "빨간, 빨강, 빨간색, 붉은, 빨갛고, 빨갛게, 붉게, 붉은색, 새빨간",
    ),
    "orange": ((240, 138, 40), "orange, amber", "주황, 주황색, 주황빛, 오렌지색"),
    "yellow": ((244, 196, 48), "yellow, lemon yellow", "노란, 노랑, 노란색, 노랗게, 샛노란"),
    "green": ((62, 154, 84), "green, emerald", "초록, 초록색, 녹색, 푸르른, 연두색, 초록빛"),
    "turquoise": ((44, 170, 170), "turquoise, teal, cyan", "청록색, 청록, 옥색, 민트색"),
    "blue": ((47, 109, 213), "blue, azure, navy", "파란, 파랑, 파란색, 푸른, 파랗고, 파랗게, 남색, 하늘색, 새파란"),
    "purple": ((134, 84, 180), "purple, violet, lilac", "보라, 보라색, 보랏빛, 자주색"),
    "pink": ((240, 140, 170), "pink, rosy", "분홍, 분홍색, 핑크, 핑크색, 분홍빛"),
    "brown": ((134, 88, 58), "brown, chestnut", "갈색, 밤색, 고동색"),
    "white": ((245, 243, 238), "white, snow-white", "하얀, 흰, 흰색, 하얀색, 하양, 새하얀, 하얗게, 백색"),
    "black": ((52, 48, 56), "black, jet-black", "검은, 검정, 검은색, 까만, 검정색, 까만색, 까맣게, 검게"),
    "grey": ((142, 142, 150), "grey, gray, silver", "회색, 은색, 은빛, 잿빛"),
    "gold": ((222, 170, 60), "gold, golden", "금색, 금빛, 황금색, 황금빛, 황금"),
}

NUMBERS: dict[str, int] = {
    **{"one": 1, "single": 1, "two": 2, "pair": 2, "couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "dozen": 12, "dozens": 12, "few": 3, "several": 3, "some": 3},
    **{"family of": 3, "group": 4, "many": 5, "lot": 5, "lots": 5},
    **{"한": 1, "두": 2, "세": 3, "네": 4, "두세": 3, "서너": 4, "몇": 3, "여러": 3, "많은": 5, "수많은": 5},
    **{"하나": 1, "둘": 2, "셋": 3, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10},
}
DETERMINERS = ("한", "두", "세", "네", "두세", "서너", "몇", "여러", "많은", "수많은")  # only stand before a noun
COUNTERS = ("마리", "명", "개", "송이", "그루", "대", "척", "채", "권", "잔", "분")

# Words that mean more than one thing at once: English, Korean, what they mean.
_TWO = (("subject", "man"), ("subject", "woman"))
GROUPS = (
    ("family, families, family of three", "가족, 식구", (*_TWO, ("subject", "child"))),
    ("family of four", "", (*_TWO, ("number", "two"), ("subject", "child"))),
    ("family of five", "", (*_TWO, ("number", "three"), ("subject", "child"))),
    ("parents, grandparents", "부모, 부모님, 부부", _TWO),
    ("couple, couples", "커플, 연인", (("number", "two"), ("subject", "person"))),
)

# What lends its colour to whoever wears it.
CLOTHES = (
    "clothes, clothing, dress, gown, shirt, t shirt, tshirt, coat, jacket, sweater, hoodie, suit, outfit, hanbok",
    "옷, 드레스, 원피스, 셔츠, 티셔츠, 코트, 외투, 재킷, 자켓, 점퍼, 스웨터, 정장, 한복, 교복",
)

# Phrases that would be misread by their parts; nothing here is painted, so all are reported as ignored.
TRAPS = (
    "star shaped, moon shaped, hot dog, hot dogs",
    "낮은, 낮고, 낮게, 밤새, 밤새도록, 밤 먹는, 밤 줍는, 밤 까는, 밤 굽는, 소풍, 별 모양, 달 모양, 별로, 개인, 세대,"
    " 열대, 다리 다친, 다리 아픈, 다리 긴, 다리 짧은, 긴 다리, 짧은 다리, 네 다리, 배 고픈, 배 아픈, 한 달, 두 달,"
    " 사이 좋은, 사이 좋게",
)

_PARTICLES = """
은 는 이 가 을 를 의 에 에서 에게 한테 와 과 랑 이랑 하고 로 으로 도 만 까지 부터 처럼 같은 이고 이며 인 적인 들 씩
이다 입니다 예요 이에요 위 아래 밑 옆 안 속 앞 뒤 밖 곁 풍 풍경 빛 스타일 느낌 그림
"""
PARTICLES = tuple(sorted(_PARTICLES.split(), key=len, reverse=True))  # may follow a Korean noun, also in a row
JOINERS = ("이랑", "하고", "와", "과", "랑", "의")  # after these another noun begins

# How one thing stands to another: English; Korean words behind the other one, as nouns ("위에") and as verbs ("탄").
RELATIONS: dict[str, tuple[str, str, str]] = {
    "riding": (
        "riding, rides, ride, rode, riding on, riding in, mounted on, driving, drives, on the back of",
        "",
        "탄, 타는, 타고, 타고있는, 올라탄, 올라타고, 탑승한, 운전하는, 운전하고, 모는, 몰고",
    ),
    "on": (
        "on, on top of, on top, atop, upon, onto, on the roof of, on the top of, on the head of, sitting on,"
        " standing on, perched on, sits on, stands on, lying on, sleeping on",
        "위",
        "앉은, 앉아, 앉아있는, 앉아있다, 올라간, 올라앉은",
    ),
    "above": (
        "above, over, flying over, flying above, flies over, flies above, fly over, fly above, hovering over,"
        " floating above, floating over, hovering above, soaring over, soaring above",
        "",
        "나는, 날고, 날아, 날아가는, 날아다니는, 떠있는, 떠, 뜬",
    ),
    "under": (
        "under, below, beneath, underneath, at the foot of, in the shade of, in the shadow of, at the bottom of",
        "아래, 밑, 그늘",
        "",
    ),
    "in front of": ("in front of, outside, outside of, outside a, outside the", "앞, 밖", ""),
    "behind": ("behind, at the back of, hiding behind", "뒤, 뒤쪽", ""),
    "beside": (
        "beside, next to, near, near to, by, alongside, close to, side by side with, at the side of,"
        " by the side of, nearby",
        "옆, 곁, 근처",
        "",
    ),
    "left of": ("left of, to the left of, on the left of, on the left side of", "왼쪽, 왼편", ""),
    "right of": ("right of, to the right of, on the right of, on the right side of", "오른쪽, 오른편", ""),
    "between": ("between, in between, standing between, sitting between", "사이", ""),
    "inside": ("in, inside a, inside the, inside of, within", "안, 속", ""),
}
_TONES = "dark bright light pale soft vivid warm cool cold 어두운 밝은 연한 선명한 따뜻한 차가운 부드러운"
TONES = frozenset(_TONES.split())  # belong to a colour behind them: "a dark blue car" has no dark mood

_LINKS = "a an the of in on at with and or to by for from into under over near beside next behind wearing"
LINKS = frozenset(_LINKS.split())  # English words between two things: a colour of one does not reach the other

_QUIET = """
front is are it its this that there as picture image drawing painting illustration artwork art portrait
style styled scene view draw paint show me please beautiful pretty lovely nice cute little small big large great amazing
stunning gorgeous high quality detailed very highly s sits sitting standing walking looking background landscape scenery
some one like made sun fur feathers
그림 이미지 풍경 풍경화 스타일 느낌 장면 모습 모양 배경 화가 작품 날 것 해 태양 해님 햇님 털 깃털
아름다운 예쁜 귀여운 멋진 작은 큰 커다란 새로운 새로 같은 매우 아주 정말 좀 함께 서로 그리고 및
그려 그려줘 그려줘요 그려주세요 그려주라 그려줄래 그려봐 그린 그려진 만들어 만들어줘 만들어주세요 보여줘 보여주세요
해줘 해주세요 주세요 줘 줘요 부탁해 부탁해요 부탁합니다 여러분
있는 있다 있고 있어 있어요 있습니다 서 서있는 앉아 앉은 앉아있는 입은 입고 핀 피는 뜬 부는 흐르는 보이는 가득한 가진
속 위 아래 밑 옆 앞 뒤 안 밖 곁 한 풍 나란히 바로
"""
_PARTS = "등 등에 지붕 지붕에 머리 꼭대기 꼭대기에 어깨 나뭇가지 가지"
PARTS = frozenset(_PARTS.split())  # of the other one, before the word of place: "말 등 위에", "집 지붕 위에"
QUIET = frozenset(_QUIET.split())  # said in nearly every prompt: neither understood nor reported as ignored
_WEATHER_VERBS = "낀 자욱한 오는 내리는 내린 지는 진 치는 든 물든 빛나는 맞는 쏟아지는 반짝이는"
WEATHER_VERBS = frozenset(_WEATHER_VERBS.split())  # quiet after an hour, a season or the weather: "비가 오는"
IRREGULAR_PLURALS = frozenset({"people", "children", "men", "women", "mice", "geese"})
MODIFIERS = frozenset({"새", "아기", "새끼", "baby"})  # "bird", "baby"; but before another noun "new", "young"


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
