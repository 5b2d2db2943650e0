from articles.evaluation.datelines import evaluate_datelines


def test_places_are_compared_exactly_and_other_forms_left_out():
    rows = [
        {"dateline": "PARIS, June 7 -", "body": "Talks began."},
        {"dateline": "a house by, march 3 -", "body": "Talks began."},
        {"dateline": "LONDON -", "body": "Talks began."},
        {"dateline": "", "body": "Talks began."},
    ]

    result = evaluate_datelines(rows, errors=2)

    assert (result["place_exact"], result["gold"], result["left_out"]) == (0.5, 2, 2)
    assert (result["false_rate"], result["negatives"]) == (0.0, 0)
    assert [error["text"] for error in result["errors"]["missed"]] == ["a house by"]


def test_a_place_found_in_ordinary_text_is_false():
    negatives = [{"text": "GENEVA, Jan. 3 (AFP) - Talks began."}, {"text": "Talks began."}]

    result = evaluate_datelines([], negatives, errors=1)

    assert (result["false_rate"], result["negatives"]) == (0.5, 2)
    assert result["errors"]["false"][0]["text"] == "GENEVA"
