"""Names that mean something else elsewhere: what a careful news librarian would say."""

import pytest

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText


def codes(body, *, headline=""):
    spans = extract(ArticleText(headline, body)).spans
    return " ".join(sorted({span.key for span in spans if span.kind == "country"}))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a fire in Lebanon, Pa., on Monday", "US"),
        ("a fire in Lebanon, New Hampshire", "US"),
        ("a fire in Athens, Ga., on Monday", "US"),
        ("a fire in Athens, Ohio", "US"),
        ("a fire in Cambridge, Mass., on Monday", "US"),
        ("a fire in Peru, Ind., on Monday", "US"),
        ("a fire in China, Maine", "US"),
        ("a fire in Brazil, Ind.", "US"),
        ("a fire in Norway, Mich., today", "US"),
        ("a fire in Poland, Ohio", "US"),
        ("a fire in Cuba, N.Y., today", "US"),
        ("a fire in Lima, Ohio", "US"),
        ("a fire in Cairo, Ill., today", "US"),
        ("a fire in Rome, Ga., today", "US"),
        ("a fire in Naples, Fla., today", "US"),
        ("a fire in Odessa, Texas", "US"),
        ("a fire in East Palestine, Ohio", "US"),
        ("a fire in Birmingham, Ala., today", "US"),
        ("a fire in Manchester, N.H., today", "US"),
        ("a fire in Vienna, Va, today", "US"),
        ("a fire in Geneva, N.Y., today", "US"),
        ("a fire in Mexico, Missouri", "US"),
        ("a fire in Panama City Beach, Florida", "US"),
        ("a fire in St. Petersburg, Fla., today", "US"),
        ("a fire in San Jose, Calif., today", "US"),
        ("a fire in Kingston, Ontario", "CA"),
        ("a fire in Hamilton, Ont., today", "CA"),
        ("a fire in Victoria, British Columbia", "CA"),
        ("a fire in Moscow, Idaho. Moscow police said so.", "US"),
        ("a fire in Kingston, Jamaica", "JM"),
        ("a fire in Hamilton, Bermuda", "BM"),
        ("a fire in Georgetown, Guyana", "GY"),
        ("a fire in San Jose, Costa Rica", "CR"),
        ("a fire in Lagos, Portugal", "PT"),
        ("a fire in Tripoli, Lebanon", "LB"),
        ("a fire in Valencia, Venezuela", "VE"),
        ("a fire in Hyderabad, Pakistan", "PK"),
        ("a fire in Cordoba, Spain", "ES"),
        ("a fire in Newcastle, Australia", "AU"),
        ("a fire in Santiago de Compostela", "ES"),
        ("a fire in Lagos on Monday", "NG"),
        ("a fire in Tbilisi, Georgia", "GE"),
        ("a fire in Tripoli on Monday", "LY"),
        ("the road from Cairo, Jordan and Qatar", "EG JO QA"),
    ],
)
def test_a_state_or_country_behind_a_town_decides(body, expected):
    assert codes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The drummer Chad Smith played.", ""),
        ("Jordan Henderson scored twice.", ""),
        ("The actor Cuba Gooding was there.", ""),
        ("The painter Georgia O'Keeffe lived there.", ""),
        ("Paris Jackson sang.", ""),
        ("The novelist Jack London wrote it.", ""),
        ("The composer Irving Berlin wrote the song.", ""),
        ("Prime Minister Georgia Meloni spoke.", ""),
        ("Mayor London Breed spoke.", ""),
        ("Director Sydney Pollack won.", ""),
        ("Victoria Beckham smiled.", ""),
        ("Kirk Douglas and Linda Hamilton starred.", ""),
        ("George Washington crossed the river.", ""),
        ("Mr. Jordan met the Duke of Wellington.", ""),
        ("Jordan Peterson flew to Jordan.", "JO"),
        ("Director Paris Barclay won in Paris.", "FR"),
    ],
)
def test_people_bear_the_names_of_places(body, expected):
    assert codes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("They danced the Turkey Trot.", ""),
        ("They walked in Holland Park.", ""),
        ("They ate French fries and Danish pastry.", ""),
        ("They ate Brussels sprouts and lima beans.", ""),
        ("They wore Panama hats and Bermuda shorts.", ""),
        ("They added Cayenne pepper.", ""),
        ("They enjoyed an Indian summer.", ""),
        ("They played Russian roulette.", ""),
        ("They sailed the South China Sea and the Sea of Japan.", ""),
        ("They crossed the Persian Gulf and the Indian Ocean.", ""),
        ("They crossed the English Channel and the Irish Sea.", ""),
        ("They read the New York Times and the Times of India.", ""),
        ("They met in Latin America and the West Indies.", ""),
        ("They met on the Korean peninsula.", ""),
        ("They studied at Georgia Tech.", ""),
        ("They signed the Geneva Conventions.", ""),
        ("They left the Warsaw Pact.", ""),
        ("They opened the Uruguay Round.", ""),
        ("They bank with Manufacturers Hanover.", ""),
        ("They work at Bethlehem Steel and Bristol-Myers.", ""),
        ("They keep guinea pigs, turkey and china.", ""),
        ("They told us; it was up to us.", ""),
        ("They saw pale faces, pole vaults and a swede.", ""),
        ("They met Victoria, Douglas, Hamilton and Kingston.", ""),
        ("They live on a reservation of the American Indians.", ""),
        ("They fished in Jamaica Bay.", ""),
        ("They printed books in English, French and Swahili.", "FR"),
        ("They speak German.", ""),
        ("They put it in English hands.", "GB"),
        ("They live on Paris Street and on Spanish Quay.", ""),
        ("They bought shares of Calumet <CALI>.", ""),
        ("They fly Turkish Airlines.", "TR"),
        ("They bank with the Bank of Ireland.", "IE"),
        ("They wrote to the Bank of England.", "GB"),
        ("They crossed the Panama Canal.", "PA"),
        ("They drill in the Niger Delta.", "NG"),
        ("They flew from New Mexico to Mexico City.", "MX US"),
        ("They moved from New Jersey to New South Wales.", "AU US"),
        ("They sailed from Nova Scotia to Scotland.", "CA GB"),
        ("They know British Columbia and Britain.", "CA GB"),
        ("They play for Manchester United.", "GB"),
    ],
)
def test_phrases_that_hold_a_name(body, expected):
    assert codes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("East Timor voted.", "TL"),
        ("Guinea-Conakry voted.", "GN"),
        ("Guinea, Guinea-Bissau and Senegal voted.", "GN GW SN"),
        ("Guinea and Equatorial Guinea voted.", "GN GQ"),
        ("Port Moresby is far; Guinea is wet.", "PG"),
        ("New Guinea is an island.", "PG"),
        ("French Guiana, Guyana and Guinea voted.", "GF GN GY"),
        ("Niger and Nigeria voted.", "NE NG"),
        ("Dominica and the Dominican Republic voted.", "DM DO"),
        ("American Samoa and Samoa voted.", "AS WS"),
        ("The Republic of Ireland voted.", "IE"),
        ("Northern Ireland and Ireland share a border.", "GB IE"),
        ("Ireland voted.", "IE"),
        ("Police in Belfast call it Ireland's worst night.", "GB"),
        ("The Republic of the Congo voted.", "CG"),
        ("The Democratic Republic of Congo voted.", "CD"),
        ("Congo voted; Brazzaville was calm.", "CG"),
        ("Congo voted; Goma was calm.", "CD"),
        ("South Korea answered North Korea.", "KP KR"),
        ("Seoul voted; Korea was calm.", "KR"),
        ("Pyongyang fired; Korea was calm.", "KP"),
        ("North Macedonia voted.", "MK"),
        ("Macedonia voted.", "MK"),
        ("Thessaloniki, the port of Macedonia, voted.", "GR"),
        ("Farmers of Greek Macedonia voted.", "GR"),
        ("Skopje says Macedonia is European.", "MK"),
        ("Savannah and Atlanta are in Georgia.", "US"),
        ("Saakashvili ruled Georgia.", "GE"),
        ("Georgia and Armenia signed.", "AM GE"),
        ("Georgia and Alabama voted.", "US"),
        ("A Georgian winery exports to Moldova.", "GE MD"),
        ("Sudan and South Sudan signed.", "SD SS"),
        ("South Africa and the Central African Republic signed.", "CF ZA"),
        ("Birmingham, a city of Alabama, voted.", "US"),
        ("Birmingham voted.", "GB"),
        ("The Algarve town of Lagos voted; Portugal cheered.", "PT"),
        ("Hong Kong and Macau are near China.", "CN HK MO"),
        ("Papua New Guinea and Indonesia share an island.", "ID PG"),
        ("The Virgin Islands voted.", "VI"),
        ("The British Virgin Islands voted.", "VG"),
        ("Netherlands Antilles, Netherlands and Aruba signed.", "ANHH AW NL"),
    ],
)
def test_names_that_several_states_share(body, expected):
    assert codes(body) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("TURKEY AND JORDAN SIGN PACT", "JO TR"),
        ("CHINA BUYS U.S. WHEAT", "CN US"),
        ("NEW MEXICO MINE SOLD", "US"),
        ("US BUYS MEXICO OIL", "MX US"),
        ("IT IS FOR US TO SAY", ""),
        ("GUINEA-BISSAU GETS LOAN", "GW"),
        ("Talks with US on china ware", "US"),
        ("Let us talk turkey", ""),
    ],
)
def test_capitals_decide_unless_all_are_capitals(headline, expected):
    assert codes("", headline=headline) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('US stocks rose on Friday. "It affects us all," he said.', "US"),
        ("The Dutch won the series, and the Korean won fell.", "KR NL"),
        ("He lives in Toledo, Spain.", "ES"),
        ("She is from Valencia, Venezuela, and rests.", "VE"),
        ("Perth, Scotland, is cold.", "GB"),
        ("Talks in Frankfurt, France and Austria went on.", "AT DE FR"),
        ("They bank with Bank of America and Wells Fargo.", ""),
    ],
)
def test_what_stands_around_a_place_decides(body, expected):
    assert codes(body) == expected
