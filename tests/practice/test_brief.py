"""From a prompt to a brief, in English and Korean. The words here are those the painter is sure to know."""

from dataclasses import replace

import pytest

from helpers.practice.brief import Brief, read, read_weighted, told, without


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
    ("두 개구리", "frog*2", "", ""),  # neither two things (개) nor a dog
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
    ("자전거를 타는 소년", "bicycle, boy", "", ""),
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
    ("흑백 사진", "", "monochrome", ""),
    ("색연필로 그린 집", "house", "pencil", ""),
    ("a black and white photo of a horse", "horse", "monochrome", ""),
    # in the order of the prompt
    ("a flurbl cat at the beach in the city with a wibble", "cat", "beach", "flurbl|city|wibble"),
]


@pytest.mark.parametrize(("prompt", "wanted", "setting", "ignored"), TRIED, ids=[row[0] for row in TRIED])
def test_what_readers_tried(prompt, wanted, setting, ignored):
    found = read(prompt)
    told = [f"{w.colour or ''} {w.subject}{f'*{w.count}' if w.count > 1 else ''}".strip() for w in found.subjects]
    settings = (found.scene, found.time, found.weather, found.season, found.style, found.mood)
    assert ", ".join(told) == wanted
    assert {s for s in settings if s} == set(setting.split())
    assert " ".join(found.ignored) == ignored.replace("|", " ")


@pytest.mark.parametrize(
    "prompt", ["고양이" * 3_000, "나무숲" * 9 + "뷁", "고양이" + "은" * 9_000, "눈이 " * 3_000, "2² ①마리"]
)
def test_words_of_any_length_are_read_soon(prompt):
    assert isinstance(read(prompt), Brief)


# ---- how they stand to one another: the prompt, its relations in words, what is ignored

RELATED = [
    ("a cat on a horse", "cat on horse", ""),
    ("a cat on top of a horse", "cat on horse", ""),
    ("a white cat sitting on a black horse", "cat on horse", ""),
    ("a mouse standing on an elephant at night", "mouse on elephant", ""),
    ("a cat on the roof of a house", "cat on house", ""),
    ("three birds on a tree", "bird on tree", ""),
    ("a woman riding a horse", "woman riding horse", ""),
    ("a woman in a red dress riding a horse", "woman riding horse", ""),
    ("a boy rides a bicycle", "boy riding bicycle", ""),
    ("a bird above a house", "bird above house", ""),
    ("a bird flying over a castle", "bird above castle", ""),
    ("a dog under a tree", "dog under tree", ""),
    ("a cat and a dog under a tree", "cat under tree, dog under tree", ""),
    ("a fox, a cat and a dog under a tree", "fox under tree, cat under tree, dog under tree", ""),
    ("under a tree, a dog", "dog under tree", ""),
    ("a rabbit beneath a mushroom", "rabbit under mushroom", ""),
    ("a cat in front of a castle", "cat in front of castle", ""),
    ("a lion behind a rabbit", "lion behind rabbit", ""),
    ("a cat next to a dog", "cat beside dog", ""),
    ("a dog near a small red house", "dog beside house", ""),
    ("a cat to the left of a dog", "cat left of dog", ""),
    ("a mouse inside a cup", "mouse inside cup", ""),
    ("a dog in a car on the street", "dog inside car", ""),
    ("a cat on a horse under a tree", "cat on horse, horse under tree", ""),
    ("a cat on a horse and a dog under a tree", "cat on horse, dog under tree", ""),
    ("a castle, a cat on a horse", "cat on horse", ""),
    ("a turtle on a turtle", "turtle on turtle", ""),
    ("a cat, and the cat is on a horse", "cat on horse", ""),
    ("an apple on a flurbl book", "apple on book", "flurbl"),
    # no relation
    ("a cat on the beach", "", ""),
    ("a house by the river", "", ""),
    ("a castle under a starry sky and a dragon", "", ""),
    ("a cat in autumn and a dog", "", ""),
    ("a cat on a flurbl and a dog", "", "flurbl"),
    ("a horse riding a flurbl", "", "riding|flurbl"),
    ("a cat with a dog", "", ""),
    ("an apple on a cat on an apple", "apple on cat", ""),
    # Korean: the other one first, with who is meant behind it
    ("나무 아래에 있는 개", "dog under tree", ""),
    ("나무 아래 강아지", "dog under tree", ""),
    ("나무 밑에 있는 개와 고양이", "dog under tree, cat under tree", ""),
    ("큰 나무 그늘에 있는 사자", "lion under tree", ""),
    ("집 앞의 자동차", "car in front of house", ""),
    ("성 앞에 서 있는 하얀 고양이", "cat in front of castle", ""),
    ("책 옆의 컵", "cup beside book", ""),
    ("고양이 옆에 있는 빨간 우산", "umbrella beside cat", ""),
    ("성 뒤에 있는 용", "dragon behind castle", ""),
    ("컵 속의 쥐", "mouse inside cup", ""),
    ("차 안에 있는 개", "dog inside car", ""),
    ("말위의 고양이", "cat on horse", ""),
    ("집 지붕 위의 고양이", "cat on house", ""),
    ("말 두 마리 위의 고양이 두 마리", "cat on horse", ""),
    ("개 왼쪽에 고양이", "cat left of dog", ""),
    # or with its topic before it
    ("고양이가 말 위에", "cat on horse", ""),
    ("고양이가 말 위에 앉아 있다", "cat on horse", ""),
    ("고양이 두 마리가 말 위에 있어요", "cat on horse", ""),
    ("고양이와 개가 나무 아래에 있다", "cat under tree, dog under tree", ""),
    ("하얀 새는 집 뒤에 있다", "bird behind house", ""),
    ("고양이 말 위에", "cat on horse", ""),
    # or with a verb
    ("말을 탄 여자", "woman riding horse", ""),
    ("말 탄 여자", "woman riding horse", ""),
    ("말 등에 탄 아이", "child riding horse", ""),
    ("해변에서 말을 타는 소녀", "girl riding horse", ""),
    ("여자가 말을 타고 있다", "woman riding horse", ""),
    ("여자가 탄 말", "woman riding horse", ""),
    ("자전거를 타고 있는 소년", "boy riding bicycle", ""),
    ("나무에 앉은 새", "bird on tree", ""),
    ("새가 나무에 앉아 있다", "bird on tree", ""),
    ("새가 앉은 나무", "bird on tree", ""),
    ("집 위를 나는 새", "bird above house", ""),
    ("새가 집 위를 날고 있다", "bird above house", ""),
    ("집 위에 떠 있는 열기구", "balloon above house", ""),
    ("말을 탄 여자와 자전거를 탄 소년", "woman riding horse, boy riding bicycle", ""),
    ("말을 탄 왕과 여왕 그리고 개", "king riding horse, queen riding horse", ""),
    ("나무 밑에 있는 개와 책 옆의 고양이", "dog under tree, cat beside book", ""),
    ("거북이 위의 거북이", "turtle on turtle", ""),
    # no relation
    ("앉은 고양이", "", ""),
    ("고양이와 강아지", "", ""),
    ("뷁뷁 위의 사과", "", "뷁뷁"),
    ("눈 위의 여우", "", ""),
    ("집 안의 고양이", "", ""),  # that is a room
    ("고양이 위에", "", ""),
]


@pytest.mark.parametrize(("prompt", "relations", "ignored"), RELATED, ids=[row[0] for row in RELATED])
def test_relations(prompt, relations, ignored):
    found = read(prompt)
    assert ", ".join(told(r, found.subjects).removeprefix("relation: ") for r in found.relations) == relations
    assert "|".join(found.ignored) == ignored


def test_a_relation_was_understood():
    assert read("a cat on a horse").understood == (
        ("cat", "subject: cat"),
        ("on", "relation: cat on horse"),
        ("horse", "subject: horse"),
    )
    assert ("위를", "relation: bird above house") in read("집 위를 나는 새").understood


def test_the_setting_is_read_beside_a_relation():
    found = read("해 질 녘 해변에서 말을 타는 소녀, 수채화")
    assert (found.scene, found.time, found.style) == ("beach", "sunset", "watercolor")
    assert subjects("a red cat on a blue horse") == [("cat", 1, "red"), ("horse", 1, "blue")]


BETWEEN = [
    ("a cat between two dogs", {"cat": 1, "dog": 2}, "cat between dog"),
    ("개 두 마리 사이의 고양이", {"cat": 1, "dog": 2}, "cat between dog"),
    ("a cat between a dog and a horse", {"cat": 1, "dog": 1, "horse": 1}, "cat between dog, cat between horse"),
    ("개와 말 사이의 고양이", {"cat": 1, "dog": 1, "horse": 1}, "cat between dog, cat between horse"),
    ("고양이가 개와 말 사이에 앉아 있다", {"cat": 1, "dog": 1, "horse": 1}, "cat between dog, cat between horse"),
    ("나무 사이의 집", {"house": 1, "tree": 2}, "house between tree"),
    ("a cat and a dog between two horses", {"cat": 1, "dog": 1, "horse": 2}, "cat between horse, dog between horse"),
    ("고양이와 강아지가 사이 좋게", {"cat": 1, "dog": 1}, ""),
]


@pytest.mark.parametrize(("prompt", "counts", "relations"), BETWEEN, ids=[row[0] for row in BETWEEN])
def test_between(prompt, counts, relations):
    found = read(prompt)
    assert {w.subject: w.count for w in found.subjects} == counts
    assert ", ".join(told(r, found.subjects).removeprefix("relation: ") for r in found.relations) == relations


def test_between_what_is_unwanted_and_another_is_beside_that():
    found = left("a cat between a dog and a horse", "horse")
    assert [told(r, found.subjects) for r in found.relations] == ["relation: cat between dog"]


def test_relations_of_what_is_unwanted_are_gone():
    found = left("a fox, a cat on a horse and a dog under a tree", "horses, foxes")
    assert [w.subject for w in found.subjects] == ["cat", "dog", "tree"]
    assert [told(r, found.subjects) for r in found.relations] == ["relation: dog under tree"]
    assert "relation: cat on horse" not in [meaning for _, meaning in found.understood]


# ---- weights: the prompt, its subjects with their weights, what is ignored

WEIGHED = [
    ("a cat", "cat 1.00", ""),
    ("a (cat:1.3)", "cat 1.30", ""),
    ("a (cat: 0.7)", "cat 0.70", ""),
    ("a ((cat))", "cat 1.21", ""),
    ("a (cat) and a [dog]", "cat 1.10, dog 0.91", ""),
    ("((a cat):1.5) and a dog", "cat 1.65, dog 1.00", ""),
    ("a (red:1.4) (car:1.2)", "red car 1.20", ""),
    ("a (red car:1.2)", "red car 1.20", ""),
    ("(two cats:1.2), (dog:.5)", "cat*2 1.20, dog 0.50", ""),
    ("a (polar bear:1.5)", "polar bear 1.50", ""),
    ("a cat and a (dog:0)", "cat 1.00", "dog"),
    ("a cat and a (dog:-1)", "cat 1.00", "dog"),
    ("a (red:0.05) car", "car 1.00", "red"),
    ("a cat \\(dog\\)", "cat 1.00, dog 1.00", ""),
    ("(cat:1.2", "cat 1.20", ""),
    ("cat) [dog", "cat 1.00, dog 0.91", ""),
    ("(고양이:1.3)와 (강아지:0.5)", "cat 1.30, dog 0.50", ""),
    ("((고양이))와 [강아지]", "cat 1.21, dog 0.91", ""),
    ("（고양이：1.3）", "cat 1.30", ""),
    ("(빨간:1.2) 자동차", "red car 1.00", ""),
    ("(고양이 두 마리:1.4)", "cat*2 1.40", ""),
    ("(고양이:1.5)가 말 위에", "cat 1.50, horse 1.00", ""),
]


@pytest.mark.parametrize(("prompt", "wanted", "ignored"), WEIGHED, ids=[row[0] for row in WEIGHED])
def test_weights(prompt, wanted, ignored):
    found = read(prompt)
    told_of = [
        f"{w.colour or ''} {w.subject}{f'*{w.count}' if w.count > 1 else ''} {w.weight:.2f}".strip()
        for w in found.subjects
    ]
    assert ", ".join(told_of) == wanted
    assert "|".join(found.ignored) == ignored


def test_a_relation_is_read_through_brackets():
    found = read("(고양이:1.5)가 (말:0.8) 위에")
    assert [told(r, found.subjects) for r in found.relations] == ["relation: cat on horse"]


def test_the_heavier_scene_style_and_hour_win():
    found = read_weighted([("a cat on the beach at night, oil painting", 0.5), ("a dog in the city, van gogh", 1.0)])
    assert (found.scene, found.time, found.style, found.style_weight) == ("city", "night", "van gogh", 1.0)
    assert [(w.subject, w.weight) for w in found.subjects] == [("cat", 0.5), ("dog", 1.0)]
    assert found.ignored == ("beach", "oil painting")
    assert read("(beach:0.5), city").scene == "city"
    assert read("beach, city").scene == "beach"


def test_of_many_texts_the_weights_are_compared():
    found = read_weighted([("a cat", 10), ("a dog", 5)])
    assert [w.weight for w in found.subjects] == [2.0, 1.0]


def test_one_text_of_weight_one_is_a_prompt():
    assert read_weighted([("a (cat:1.2) on a horse", 1.0)]) == read("a (cat:1.2) on a horse")
    assert read_weighted([]) == Brief()


def test_how_strongly_style_and_mood_are_meant():
    found = read("(oil painting:0.6) of a (gloomy:1.4) castle")
    assert (found.style_weight, found.mood_weight) == (0.6, 1.4)
    assert (read("a cat").style_weight, read("a cat").mood_weight) == (1.0, 1.0)


# ---- moods: the prompt, its mood, colours of its subjects, what is ignored

MOODY = [
    ("a gloomy castle", "gloomy", [None], ""),
    ("a cat, warm light", "warm", [None], ""),
    ("a happy dog", "cheerful", [None], ""),
    ("a spooky house at night", "mysterious", [None], ""),
    ("a romantic sunset", "romantic", [], ""),
    ("a dark castle", "mysterious", [None], ""),
    ("a dark blue car", None, ["blue"], ""),
    ("a white happy cat", "cheerful", ["white"], ""),
    ("하얀 행복한 강아지", "cheerful", ["white"], ""),
    ("a bright red car", None, ["red"], ""),
    ("a cheerful, gloomy cat", "cheerful", [None], "gloomy"),
    ("a (cheerful:0.8) (gloomy:1.2) cat", "gloomy", [None], "cheerful"),
    ("우울한 성", "gloomy", [None], ""),
    ("따뜻한 느낌의 고양이", "warm", [None], ""),
    ("신나는 강아지", "cheerful", [None], ""),
    ("으스스한 집", "mysterious", [None], ""),
    ("몽환적인 숲속의 여우", "dreamy", [None], ""),
    ("어두운 파란색 자동차", None, ["blue"], ""),
    ("밝은 빨간색 자동차", None, ["red"], ""),
    ("(낭만적인:1.2) 해변", "romantic", [], ""),
    ("별이 빛나는 밤", None, [], ""),  # shining stars are no mood
]


@pytest.mark.parametrize(("prompt", "mood", "colours", "ignored"), MOODY, ids=[row[0] for row in MOODY])
def test_moods(prompt, mood, colours, ignored):
    found = read(prompt)
    assert found.mood == mood
    assert [w.colour for w in found.subjects] == colours
    assert "|".join(found.ignored) == ignored


def test_an_unwanted_mood_is_gone():
    assert left("a gloomy castle", "우울한").mood is None
    assert left("a gloomy castle", "cheerful").mood == "gloomy"
    assert not read("gloomy").empty


def test_a_photo_yields_to_another_style():
    assert read("a photo of a cat").style == "photo"
    assert read("a photo of a cat, van gogh") == replace(
        read("a cat, van gogh"), understood=(("cat", "subject: cat"), ("van gogh", "style: van gogh"))
    )
    assert read("반 고흐 스타일 사진").style == "van gogh"


@pytest.mark.parametrize("prompt", ["(" * 9_000, "(a" * 4_000, "[(" * 3_000 + "cat" + ")]" * 3_000, "a cat on " * 900])
def test_brackets_and_relations_without_end(prompt):
    assert isinstance(read(prompt), Brief)
