"""From a prompt to a brief, in English and Korean. The words here are those the painter is sure to know."""

import pytest

from helpers.practice.brief import Brief, read, without


def subjects(prompt):
    return [(w.subject, w.count, w.colour) for w in read(prompt).subjects]


WANTED = [
    # plurals and counts
    ("a cat", [("cat", 1, None)]),
    ("cats", [("cat", 2, None)]),
    ("foxes", [("fox", 2, None)]),
    ("puppies", [("dog", 2, None)]),
    ("two cats", [("cat", 2, None)]),
    ("three dogs and a castle", [("dog", 3, None), ("castle", 1, None)]),
    ("3 cats", [("cat", 3, None)]),
    ("a pair of foxes", [("fox", 2, None)]),
    ("people", [("person", 2, None)]),
    ("the cat's castle", [("cat", 1, None), ("castle", 1, None)]),
    # synonyms
    ("a kitten", [("cat", 1, None)]),
    ("a puppy", [("dog", 1, None)]),
    ("an automobile", [("car", 1, None)]),
    # several
    ("A dog, a cat and a fox", [("dog", 1, None), ("cat", 1, None), ("fox", 1, None)]),
    # colours, before and after
    ("a red car", [("car", 1, "red")]),
    ("a crimson car", [("car", 1, "red")]),
    ("two white cats", [("cat", 2, "white")]),
    ("a white cat, a black dog", [("cat", 1, "white"), ("dog", 1, "black")]),
    ("a car in red", [("car", 1, "red")]),
    ("a cat and a dog in blue", [("cat", 1, None), ("dog", 1, "blue")]),
    # Korean: particles
    ("고양이", [("cat", 1, None)]),
    ("고양이가", [("cat", 1, None)]),
    ("고양이와 강아지", [("cat", 1, None), ("dog", 1, None)]),
    ("자동차를 탄 사람", [("car", 1, None), ("person", 1, None)]),
    ("고양이들", [("cat", 2, None)]),
    # counts before and after the noun
    ("고양이 두 마리", [("cat", 2, None)]),
    ("두 마리 고양이", [("cat", 2, None)]),
    ("고양이 3마리", [("cat", 3, None)]),
    ("사람 다섯 명", [("person", 5, None)]),
    ("5명의 사람", [("person", 5, None)]),
    ("자동차 세 대", [("car", 3, None)]),
    ("여우와 고양이 두 마리", [("fox", 1, None), ("cat", 2, None)]),
    # colours
    ("빨간 고양이", [("cat", 1, "red")]),
    ("빨간 자동차와 하얀 강아지", [("car", 1, "red"), ("dog", 1, "white")]),
]


@pytest.mark.parametrize(("prompt", "expected"), WANTED, ids=[row[0] for row in WANTED])
def test_subjects(prompt, expected):
    assert subjects(prompt) == expected


SETTINGS = [
    ("a cat in a meadow", "scene", "meadow"),
    ("mountains", "scene", "mountains"),
    ("a dog at the beach", "scene", "beach"),
    ("deep in the woods", "scene", "forest"),
    ("a car in the city at night", "scene", "city"),
    ("a car in the city at night", "time", "night"),
    ("a castle at sunset", "time", "sunset"),
    ("a fox in the snow", "weather", "snow"),
    ("초원의 고양이", "scene", "meadow"),
    ("산에서", "scene", "mountains"),
    ("해변에 있는 사람", "scene", "beach"),
    ("숲속의 여우", "scene", "forest"),
    ("도시의 밤", "scene", "city"),
    ("도시의 밤", "time", "night"),
    ("노을 속의 성", "time", "sunset"),
    ("눈 오는 숲", "weather", "snow"),
]


@pytest.mark.parametrize(("prompt", "kind", "meaning"), SETTINGS, ids=[f"{row[0]}-{row[1]}" for row in SETTINGS])
def test_settings(prompt, kind, meaning):
    assert getattr(read(prompt), kind) == meaning


def test_a_subject_and_where_it_is_are_two_things():
    found = read("눈 오는 밤의 성")
    assert ([w.subject for w in found.subjects], found.time, found.weather) == (["castle"], "night", "snow")


def test_the_longest_phrase_counts():
    """ "red fox" is an animal, and no fox painted red; "polar bear" is no bear."""
    assert subjects("a red fox") == [("fox", 1, None)]
    assert [w.subject for w in read("a polar bear").subjects] == ["polar bear"]
    assert [w.subject for w in read("an apple tree").subjects] == ["apple tree"]


def test_capitals_and_punctuation_do_not_matter():
    assert read("A CAT!!! (at Night)") == read("a cat at night")


@pytest.mark.parametrize(
    ("prompt", "ignored"),
    [
        ("a flurbl cat", ("flurbl",)),
        ("flurbl, flurbl and a wibble", ("flurbl", "wibble")),
        ("뷁뷁이와 고양이", ("뷁뷁이와",)),
        ("a cat", ()),
        ("a very beautiful, highly detailed picture of a cat", ()),
        ("귀여운 고양이 그림", ()),
        ("un gato", ("un", "gato")),
        ("猫と犬", ("猫と犬",)),
    ],
)
def test_words_it_does_not_know_are_told_once(prompt, ignored):
    assert read(prompt).ignored == ignored


def test_a_second_scene_changes_nothing_and_is_told():
    found = read("a cat at the beach in the city")
    assert found.scene == "beach"
    assert "city" in " ".join(found.ignored)


def test_what_was_understood_is_told_in_order():
    told = read("two white cats on a beach at night").understood
    assert [meaning for _, meaning in told] == ["colour: white", "subject: cat", "scene: beach", "time: night"]


def test_no_more_than_five_figures():
    assert sum(w.count for w in read("five cats, five dogs and a fox").subjects) == 5
    assert subjects("100 cats")[0][1] <= 5


@pytest.mark.parametrize(
    "prompt",
    ["", " ", "!!!", "\n", "🦊🔥", "\0", "\ud800", "a" * 10_000, "가" * 10_000, "cat " * 2_500, "'s ’s -- __ ,,,"],
)
def test_nothing_makes_it_fail(prompt):
    assert isinstance(read(prompt), Brief)


def test_nothing_is_empty():
    assert read("").empty
    assert not read("at night").empty


# ---- the negative prompt


def left(prompt, negative):
    return without(read(prompt), read(negative))


def test_what_a_negative_prompt_names_is_gone():
    found = left("a cat and a dog on the beach at sunset in the snow", "dog, sunset, beach, snow")
    assert [w.subject for w in found.subjects] == ["cat"]
    assert (found.scene, found.time, found.weather) == (None, None, None)


def test_what_it_does_not_name_stays():
    found = left("a cat on the beach at sunset", "dog, city, night")
    assert ([w.subject for w in found.subjects], found.scene, found.time) == (["cat"], "beach", "sunset")


def test_across_languages():
    assert left("고양이와 강아지", "dogs").subjects == read("고양이").subjects


def test_an_unwanted_colour_does_not_take_the_subject():
    assert [w.subject for w in left("a white cat", "black cat").subjects] == ["cat"]


def test_what_is_gone_was_not_understood_either():
    found = left("a black cat and a dog on the beach at sunset", "cat, sunset")
    assert found.understood == (("dog", "subject: dog"), ("beach", "scene: beach"))


# ---- what readers of both languages tried: the prompt, its subjects, its setting (in any order), what is ignored

TRIED = [
    # 사람 is a noun, unless it counts the one before
    ("세 사람", "person*3", "", ""),
    ("세사람", "person*3", "", ""),
    ("한 사람과 개", "person, dog", "", ""),
    ("두 사람이 해변을", "person*2", "beach", ""),
    ("고양이와 한 사람", "cat, person", "", ""),
    ("남자 두 사람", "man*2", "", ""),
    # numbers behind the noun, and large ones
    ("고양이 둘", "cat*2", "", ""),
    ("아이 셋", "child*3", "", ""),
    ("고양이 여섯 마리", "cat*5", "", ""),
    ("고양이 10마리", "cat*5", "", ""),
    ("six dogs", "dog*5", "", ""),
    ("고양이와 두 마리의 강아지", "cat, dog*2", "", ""),
    ("level 3, a cat", "cat", "", "level"),
    ("page 2 and a cat", "cat", "", "page"),
    ("두 개구리", "", "", "개구리"),
    # written together
    ("강아지두마리", "dog*2", "", ""),
    ("고양이와강아지", "cat, dog", "", ""),
    ("숲속의여우", "fox", "forest", ""),
    ("밤바다", "", "sea night", ""),
    ("해지는 강물", "", "lake sunset", ""),
    # snow
    ("눈이 오는 마을", "", "village snow", ""),
    ("눈이 내리는 마을", "", "village snow", ""),
    ("눈 쌓인 산", "", "mountains snow", ""),
    ("눈쌓인 산", "", "mountains snow", ""),
    ("눈으로 덮인 산", "", "mountains snow", ""),
    ("눈 위의 여우", "fox", "snow", ""),
    ("흰 눈", "", "snow", ""),
    ("눈이 오는 날", "", "snow", ""),
    ("밤새 내린 눈", "", "snow", "밤새"),
    ("설경", "", "snow", ""),
    ("파란 눈의 고양이", "cat", "", "파란 눈의"),  # eyes
    # the hour
    ("해가 뜨는 바다", "", "sea sunrise", ""),
    ("해 뜨는 바다", "", "sea sunrise", ""),
    ("해가 지는 바다", "", "sea sunset", ""),
    ("해지는 바다", "", "sea sunset", ""),
    ("노을 지는 바다", "", "sea sunset", ""),
    ("노을이 지는 해변", "", "beach sunset", ""),
    ("달이 뜬 밤", "", "night", ""),
    ("보름달", "", "night", ""),
    ("해와 바다", "", "sea", ""),
    ("a full moon over the sea", "", "sea night", ""),
    ("the sun over mountains", "", "mountains", ""),
    ("an astronaut on the moon", "astronaut", "space", ""),
    ("별이 쏟아지는 밤하늘", "", "night", ""),
    ("밤하늘의 별", "", "night", ""),
    ("은하수가 보이는 산", "", "mountains night", ""),
    ("우주의 별", "", "space night", ""),
    ("별 모양 쿠키", "", "", "별 모양|쿠키"),
    # words inside other words
    ("강한 사자", "lion", "", "강한"),
    ("낮은 산", "", "mountains", "낮은"),
    ("밤나무", "tree", "", ""),
    ("밤을 먹는 다람쥐", "squirrel", "", "밤을 먹는"),
    ("소풍 가는 가족", "man, woman, child", "", "소풍|가는"),
    ("들고양이", "cat", "", ""),
    ("양말", "", "", "양말"),
    ("산책 나온 강아지", "dog", "", "산책|나온"),
    ("인도 코끼리", "elephant", "", "인도"),
    ("다리를 다친 강아지", "dog", "", "다리를 다친"),
    ("차 한 잔", "cup", "", ""),
    ("차를 마시는 여자", "cup, woman", "", ""),
    ("만화책", "book", "", ""),
    # places
    ("강", "", "lake", ""),
    ("한강", "", "lake", ""),
    ("강이 흐르는 마을", "", "lake", "마을"),
    ("a house by the river", "house", "lake", ""),
    ("시내 풍경", "", "city", ""),
    ("유채꽃밭", "", "garden", ""),
    ("창가의 고양이", "cat", "room", ""),
    ("friends in a cafe", "person*2", "room", ""),
    ("하늘을 나는 용", "dragon", "sky", ""),
    # seasons
    ("단풍이 든 산", "", "mountains autumn", ""),
    ("벚꽃이 핀 공원", "blossom tree", "meadow spring", ""),
    ("cherry blossoms in the park", "blossom tree", "meadow spring", ""),
    ("민들레와 개나리", "flower", "spring", ""),
    # whose colour it is
    ("황금빛 들판", "", "meadow", ""),
    ("황금빛 털의 강아지", "gold dog", "", ""),
    ("은빛 물고기", "grey fish", "", ""),
    ("자동차를 파랗게 그려줘", "blue car", "", ""),
    ("흰 나비", "white butterfly", "", ""),
    ("빨간 모자를 쓴 고양이", "cat", "", "빨간|모자를|쓴"),
    ("빨간 모자 쓴 고양이", "cat", "", "빨간|모자|쓴"),
    ("하얀 복슬복슬한 강아지", "white dog", "", "복슬복슬한"),
    ("빨간 옷을 입은 여자", "red woman", "", ""),
    ("파란 한복을 입은 소녀와 강아지", "blue girl, dog", "", ""),
    ("고양이와 파란 바다", "cat", "sea", ""),
    ("a cat with a red scarf", "cat", "", "red|scarf"),
    ("a red scarf and a dog", "dog", "", "red|scarf"),
    ("a white fluffy cat", "white cat", "", "fluffy"),
    ("a cat in red and a dog", "red cat, dog", "", ""),
    ("a person in black", "black person", "", ""),
    ("a woman wearing a red dress", "red woman", "", ""),
    ("a dog in a red sweater", "dog", "", "red|sweater"),
    ("a dog and a black and white cat", "dog, white cat", "", "black"),
    ("two dogs in a white forest", "dog*2", "forest", ""),
    # said in every prompt
    ("고양이 그림을 그려주세요", "cat", "", ""),
    ("강아지 그려 줘", "dog", "", ""),
    ("강아지가 있다", "dog", "", ""),
    ("산 속의 여우", "fox", "mountains", ""),
    ("나무 위를", "tree", "", ""),
    ("산 아래에서", "", "mountains", ""),
    ("집 밖의 개", "house, dog", "", ""),
    ("비 오는 날의 고양이", "cat", "rain", ""),
    ("안개가 자욱한 숲", "", "forest fog", ""),
    ("구름이 낀 하늘", "", "sky cloudy", ""),
    ("번개가 치는 바다", "", "sea storm", ""),
    ("꽃이 핀 정원", "flower", "garden", ""),
    ("바람이 부는 언덕", "", "meadow", "바람이"),
    ("자전거를 타는 소년", "bicycle, boy", "", "타는"),
    ("a boy reading a book", "boy, book", "", "reading"),
    # people and animals
    ("할머니와 할아버지", "woman, man", "", ""),
    ("a grandmother and a grandfather", "woman, man", "", ""),
    ("아기", "child", "", ""),
    ("아기 코끼리", "elephant", "", ""),
    ("a baby elephant", "elephant", "", ""),
    ("a family at the beach", "man, woman, child", "beach", ""),
    ("a family of four", "man, woman, child*2", "", ""),
    ("a family of five", "man, woman, child*3", "", ""),
    ("가족들", "man, woman, child", "", ""),
    ("가족 네 명", "man, woman, child*2", "", ""),
    ("고양이 가족", "cat*3", "", ""),
    ("a family of ducks", "duck*3", "", ""),
    ("a couple on the beach", "person*2", "beach", ""),
    ("친구들", "person*2", "", ""),
    ("시바견과 포메라니안", "dog", "", ""),
    ("늑대", "", "", "늑대"),  # no fox
    # styles
    ("흑백 사진", "", "pencil", ""),
    ("색연필로 그린 집", "house", "pencil", ""),
    ("a black and white photo of a horse", "horse", "pencil", ""),
    # in the order of the prompt
    ("a flurbl cat at the beach in the city with a wibble", "cat", "beach", "flurbl|city|wibble"),
]


@pytest.mark.parametrize(("prompt", "wanted", "setting", "ignored"), TRIED, ids=[row[0] for row in TRIED])
def test_what_readers_tried(prompt, wanted, setting, ignored):
    found = read(prompt)
    told = [f"{w.colour or ''} {w.subject}{f'*{w.count}' if w.count > 1 else ''}".strip() for w in found.subjects]
    settings = (found.scene, found.time, found.weather, found.season, found.style)
    assert ", ".join(told) == wanted
    assert {s for s in settings if s} == set(setting.split())
    assert " ".join(found.ignored) == ignored.replace("|", " ")


@pytest.mark.parametrize(
    "prompt", ["고양이" * 3_000, "나무숲" * 9 + "뷁", "고양이" + "은" * 9_000, "눈이 " * 3_000, "2² ①마리"]
)
def test_words_of_any_length_are_read_soon(prompt):
    assert isinstance(read(prompt), Brief)
