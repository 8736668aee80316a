"""The checks Bedrock makes of a body: which complaint, at which place."""

import pytest

from helpers.practice.protocol.schema import Field, complaints

TEXT = Field("String", low=1, high=5)
BODY = Field(
    "JSONObject",
    fields={
        "prompt": Field("String", required=True, low=1, high=5),
        "seed": Field("Integer", low=0, high=4_294_967_294),
        "strength": Field("Number", low=0, high=0.5),
        "width": Field("Integer", multiple=64),
        "format": Field("String", choices=("png", "jpeg")),
        "texts": Field("JSONArray", low=1, high=2, items=Field("JSONObject", fields={"text": TEXT})),
        "extras": Field("JSONObject", any_fields=True),
        "colour": Field("String", pattern="#[0-9a-f]{3}"),
        "shown": Field("Boolean"),
    },
)

ONE_COMPLAINT = [
    ({}, "#: required key [prompt] not found"),
    ({"x": 1}, "#: extraneous key [x] is not permitted"),
    ({"prompt": ""}, "#/prompt: expected minLength: 1, actual: 0"),
    ({"prompt": "abcdef"}, "#/prompt: expected maxLength: 5, actual: 6"),
    ({"prompt": 5}, "#/prompt: expected type: String, found: Integer"),
    ({"prompt": None}, "#/prompt: expected type: String, found: Null"),
    ({"seed": "7"}, "#/seed: expected type: Integer, found: String"),
    ({"seed": True}, "#/seed: expected type: Integer, found: Boolean"),
    ({"seed": 1.0}, "#/seed: expected type: Integer, found: BigDecimal"),
    ({"seed": -1}, "#/seed: -1 is not greater or equal to 0"),
    ({"seed": 4_294_967_295}, "#/seed: 4294967295 is not less or equal to 4294967294"),
    ({"strength": 0.6}, "#/strength: 0.6 is not less or equal to 0.5"),
    ({"width": 65}, "#/width: 65 is not a multiple of 64"),
    ({"format": "gif"}, "#/format: gif is not a valid enum value"),
    ({"colour": "#12"}, "#/colour: string [#12] does not match pattern ^#[0-9a-f]{3}$"),
    ({"colour": "#123\n"}, "#/colour: string [#123\n] does not match pattern ^#[0-9a-f]{3}$"),
    ({"shown": 1}, "#/shown: expected type: Boolean, found: Integer"),
    ({"shown": "true"}, "#/shown: expected type: Boolean, found: String"),
    ({"texts": {}}, "#/texts: expected type: JSONArray, found: JSONObject"),
    ({"texts": []}, "#/texts: expected minimum item count: 1, found: 0"),
    ({"texts": [{}, {}, {}]}, "#/texts: expected maximum item count: 2, found: 3"),
    ({"texts": [{}, {"text": []}]}, "#/texts/1/text: expected type: String, found: JSONArray"),
    ({"texts": [{"y": 1}]}, "#/texts/0: extraneous key [y] is not permitted"),
    ({"extras": []}, "#/extras: expected type: JSONObject, found: JSONArray"),
]


@pytest.mark.parametrize(("value", "complaint"), ONE_COMPLAINT, ids=[row[1] for row in ONE_COMPLAINT])
def test_one_complaint(value, complaint):
    base = {} if complaint.startswith("#: required") else {"prompt": "a cat"}
    assert complaints(base | value, BODY) == [complaint]


@pytest.mark.parametrize(
    "value",
    [
        {"prompt": "a"},
        {"prompt": "abcde"},
        {"prompt": "고양이"},
        {"prompt": "a", "seed": 0},
        {"prompt": "a", "seed": 4_294_967_294},
        {"prompt": "a", "strength": 0},
        {"prompt": "a", "strength": 0.5},
        {"prompt": "a", "width": 128},
        {"prompt": "a", "format": "png"},
        {"prompt": "a", "texts": [{"text": "b"}, {}]},
        {"prompt": "a", "extras": {"anything": [1, None]}},
        {"prompt": "a", "colour": "#12f", "shown": True},
        {"prompt": "a", "shown": False},
    ],
)
def test_no_complaint(value):
    assert complaints(value, BODY) == []


@pytest.mark.parametrize(("value", "found"), [([], "JSONArray"), ("x", "String"), (5, "Integer"), (None, "Null")])
def test_a_body_that_is_no_object(value, found):
    assert complaints(value, BODY) == [f"#: expected type: JSONObject, found: {found}"]


def test_every_complaint_at_once():
    assert complaints({"seed": -1, "x": 0}, BODY) == [
        "#: required key [prompt] not found",
        "#/seed: -1 is not greater or equal to 0",
        "#: extraneous key [x] is not permitted",
    ]
