"""Which entity a name means: the context decides, or the name stays open."""

import pandas as pd
import pytest

from analysis.entities.mentions import explain_entity, find_entities
from analysis.text.sentences import split_sentences


def find_in(text, *, date="2022-11-17", outlet="x"):
    articles = pd.DataFrame({
        "article_id": ["a"], "outlet": [outlet], "date": [pd.Timestamp(date)], "title": [""], "text": [text],
    })  # fmt: skip
    return find_entities(split_sentences(articles), registry=("ukraine", "syria", "world"))


def find_entity(text, surface, **options):
    """The entity of the last mention with that surface; None where there is no such mention."""
    mentions = find_in(text, **options)
    found = mentions.loc[mentions["surface"].eq(surface), "entity"].tolist()
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        # a capital that acts, and a capital that is a place
        ("Moscow is redeploying its forces.", "Moscow", "russian-government"),
        ("Kyiv said it would not negotiate.", "Kyiv", "ukrainian-government"),
        ("The deal between Washington and Tehran collapsed.", "Washington", "us-government"),
        ("The Moscow-backed officials left.", "Moscow", "russian-government"),
        ("They put pressure on Ankara.", "Ankara", "turkish-government"),
        ("She called on Washington to act.", "Washington", "us-government"),
        ("Explosions were heard in Kyiv on Monday.", "Kyiv", "kyiv"),
        ("Kyiv was shelled overnight.", "Kyiv", "kyiv"),
        ("She lives in central Moscow.", "Moscow", "moscow"),
        ("The summit in Washington is over.", "Washington", "washington"),
        # the Kremlin
        ("The Kremlin denied the report.", "Kremlin", "kremlin"),
        ("They met in the Kremlin on Friday.", "Kremlin", "moscow-kremlin"),
        # a river and a city
        ("Troops crossed the Dnipro at night.", "Dnipro", "dnipro-river"),
        ("The strike hit a flat block in Dnipro.", "Dnipro", "dnipro"),
        ("The Dnipro River is wide there.", "Dnipro River", "dnipro-river"),
        ("Boats on the Dnieper were lost.", "Dnieper", "dnipro-river"),
        # a city and a region
        ("Shells fell on Kherson.", "Kherson", "kherson"),
        ("Jets struck the southern Aleppo countryside.", "Aleppo", "aleppo-governorate"),
        ("Jets struck towns in rural Hama.", "Hama", "hama-governorate"),
        ("Jets struck towns in rural Damascus.", "rural Damascus", "damascus-countryside"),
        ("Shells fell in Kherson region.", "Kherson region", "kherson-oblast"),
        ("Fighting goes on in the Donetsk and Luhansk regions.", "Donetsk", "donetsk-oblast"),
        ("Fighting goes on in the Donetsk and Luhansk regions.", "Luhansk", "luhansk-oblast"),
        ("Parts of Donetsk and Luhansk would be his.", "Luhansk", "luhansk-oblast"),
        ("It won 93.11 in Kherson and more elsewhere.", "Kherson", "kherson-oblast"),
        ("A column left Kherson and Mykolaiv.", "Kherson", "kherson"),
        ("He was mobilised in Samara region.", "Samara", "Samara"),
        ("It goes through the Baltic states.", "Baltic", None),
        # a capital that means its government by what it owns or claims
        ("The city was Russian soil in Moscow's law.", "Moscow", "russian-government"),
        ("Moscow, which claims to have hit boatyards, was silent.", "Moscow", "russian-government"),
        ("Moscow lays this to Ukraine.", "Moscow", "russian-government"),
        ("Kyiv has been scrupulous about the noun.", "Kyiv", "ukrainian-government"),
        ("Fifty billion euros were to go to Kyiv.", "Kyiv", "ukrainian-government"),
        ("Inspectors from Vienna were walking the corridors.", "Vienna", "vienna"),
        ("Kherson remains a subject of the Federation.", "Kherson", "kherson-oblast"),
        ("Against this, Moscow too has been obliged to rob it.", "Moscow", "russian-government"),
        ("They say that Kyiv did this.", "Kyiv", "ukrainian-government"),
        ("He put the responsibility on Moscow nonetheless.", "Moscow", "russian-government"),
        ("It blamed the Kiev special services.", "Kiev", "ukrainian-government"),
        ("He thought it absurd to suspect Moscow.", "Moscow", "russian-government"),
        ("Countries that supply Kyiv with arms met.", "Kyiv", "ukrainian-government"),
        ("It came four months after Kyiv applied.", "Kyiv", "ukrainian-government"),
        ("I'm still reading Berlin's.", "Berlin", "german-government"),
        ("Kyiv's streets were filling.", "Kyiv", "kyiv"),
        ("They will defend Kyiv.", "Kyiv", "kyiv"),
        ("They moved through Voronezh region.", "Voronezh", "Voronezh"),
        ("Shells fell in the Daraa governorate.", "Daraa", "daraa-governorate"),
        ("It hit the Hotel Kremenchuk.", "Kremenchuk", None),
        ("Kyiv was quiet and dark.", "Kyiv", "kyiv"),
        ("Moscow banks sold dollars.", "Moscow", "moscow"),
        ("He held on at the steps of the Kremlin.", "Kremlin", "moscow-kremlin"),
        ("He told his Security Council so.", "Security Council", None),
        # the town of another state than the largest of its name
        ("The plant in Camden, Arkansas, makes them.", "Camden", "Camden"),
        ("Kiev avoids the word surrender.", "Kiev", "ukrainian-government"),
        ("No holder may hand one on unless Berlin consents.", "Berlin", "german-government"),
        ("Kyiv neither owned up nor denied.", "Kyiv", "ukrainian-government"),
        ("He thinks that Moscow probably staged it.", "Moscow", "russian-government"),
        ("That is money, which Kyiv needs.", "Kyiv", "ukrainian-government"),
        ("On Saturday Warsaw prohibited the lot.", "Warsaw", "polish-government"),
        ("Pro-Damascus media said so.", "Damascus", "syrian-government"),
        ("The strike prompted Washington to act.", "Washington", "us-government"),
        ("It struck in support of its ally Damascus.", "Damascus", "syrian-government"),
        ("It stirred criticism of both Moscow and Damascus.", "Damascus", "syrian-government"),
        ("They met with mediators who talk with Moscow.", "Moscow", "russian-government"),
        ("The fight for Kyiv was over.", "Kyiv", "kyiv"),
        ("A line connects Irpin and Bucha with Kyiv.", "Kyiv", "kyiv"),
        ("He left for Moscow.", "Moscow", "moscow"),
        ("Together with Kyiv and all other Ukrainian cities they won.", "Kyiv", "kyiv"),
        ("Odesa and Kyiv were shelled.", "Kyiv", "kyiv"),
        ("Kyiv residents needed water.", "Kyiv", "kyiv"),
        ("Kyiv lost power for hours.", "Kyiv", "kyiv"),
        ("Kyiv has been largely spared from the worst.", "Kyiv", "kyiv"),
        (
            "Zones were set up under a deal brokered by Moscow, Ankara and Tehran.",
            "Tehran",
            "iranian-government",
        ),
        ("Shells fell on Damascus Hotel.", "Damascus", None),
        ("Tokyo, which chairs the Group of Seven, agreed.", "Tokyo", "japanese-government"),
        ("It was attributed by him to Kiev.", "Kiev", "ukrainian-government"),
        ("Trucks bound for Moscow were paying the toll.", "Moscow", "moscow"),
        ("The people in Donetsk, Luhansk, Kherson and Zaporizhzhia chose.", "Kherson", "kherson-oblast"),
        ("It won 87 per cent in favour in Kherson.", "Kherson", "kherson-oblast"),
        ("Under the Hague Convention both are bound.", "the Hague", None),
        # an order of monks
        ("A family lives by the Dominican church.", "Dominican", None),
        # countries whose names have a second meaning
        ("Aid went to Georgia and Moldova.", "Georgia", "georgia"),
        ("Protesters met in Tbilisi. Georgia has applied to join.", "Georgia", "georgia"),
        ("The senator won Ohio, Michigan and Georgia.", "Georgia", "georgia-us-state"),
        ("Refugees crossed into Jordan.", "Jordan", "jordan"),
        ("Turkey closed the straits.", "Turkey", "turkey"),
        # the parliament in Moscow and the town near Damascus
        ("In Moscow the Duma passed the bill, Putin said.", "Duma", "state-duma"),
        ("Shells fell on Duma, east of Damascus, and on Harasta.", "Duma", "douma"),
    ],
)
def test_the_words_around_a_name_decide(text, surface, entity):
    assert find_entity(text, surface) == entity


def test_what_nothing_decides_stays_open_under_its_own_name():
    mentions = find_in("Georgia was on everyone's mind.")
    assert mentions[["entity", "type", "how"]].values.tolist() == [["Georgia", "place", "open"]]


def test_a_river_named_in_full_decides_for_the_short_form():
    text = "They reached the Dnipro River. Dnipro water levels fell."
    assert find_entity(text, "Dnipro") == "dnipro-river"


@pytest.mark.parametrize(
    ("date", "entity"),
    [
        ("2012-07-01", "viktor-yanukovych"),
        ("2016-07-01", "petro-poroshenko"),
        ("2022-07-01", "volodymyr-zelensky"),
    ],
)
def test_an_office_means_its_holder_on_the_day(date, entity):
    mentions = find_in("The Ukrainian president spoke to reporters.", date=date)
    assert mentions[["entity", "type", "how"]].values.tolist() == [[entity, "person", "office"]]


def test_an_office_without_a_date_leaves_the_adjective():
    mentions = find_in("The Ukrainian president spoke to reporters.", date=None)
    assert mentions[["entity", "type", "how"]].values.tolist() == [["ukraine", "group", "demonym"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian Defense Minister Oleksiy Reznikov spoke.",
        "Oleksiy Reznikov, the Ukrainian defense minister, spoke.",
        "The Ukrainian defense minister, Oleksiy Reznikov, spoke.",
    ],
)
def test_an_office_beside_its_holder_is_no_second_mention(text):
    mentions = find_in(text)
    assert sorted(mentions["entity"]) == ["oleksiy-reznikov", "ukraine"]


def test_a_former_president_is_not_the_president():
    assert "office" not in find_in("The former Ukrainian president spoke.")["how"].tolist()


def test_an_office_inside_a_longer_name_is_no_person():
    mentions = find_in("The Office of the President of Ukraine said so.")
    assert mentions["type"].tolist() == ["organisation"]


def test_a_family_name_refers_back_to_the_full_name():
    assert find_entity("Lloyd Austin came to Ramstein. Austin said little.", "Austin") == "lloyd-austin"


def test_a_family_name_alone_is_not_guessed():
    assert find_entity("Austin said little.", "Austin") != "lloyd-austin"


def test_a_famous_family_name_needs_no_full_name():
    assert find_entity("Then Putin spoke.", "Putin") == "vladimir-putin"


def test_another_person_of_the_same_name_is_not_the_famous_one():
    mentions = find_in("The lawyer met Hunter Biden on Monday.")
    assert "joe-biden" not in mentions["entity"].tolist()


def test_an_army_is_named_by_a_noun_only():
    assert find_entity("The Ukrainian military said so.", "Ukrainian military") == "ukrainian-armed-forces"
    mentions = find_in("A Ukrainian military victory is far off.")
    assert mentions[["entity", "surface", "how"]].values.tolist() == [["ukraine", "Ukrainian", "demonym"]]


def test_words_in_capitals_are_no_short_names():
    assert find_in("WHO IS TO BLAME FOR THIS WAR?").empty


def test_the_outlet_of_an_article_is_no_mention():
    assert find_in("Reuters could not verify the report.", outlet="Reuters").empty
    assert find_entity("Reuters could not verify the report.", "Reuters", outlet="y") == "reuters"


def test_each_rule_can_be_explained():
    text = (
        "The Ukrainian president met Lloyd Austin in Kyiv. Moscow denied it. Austin left. Troops hold the "
        "Dnipro in the Kherson and Donetsk regions. Anna Lee, a nurse, stayed on Soborna Street."
    )
    mentions = find_in(text)
    sentences = [explain_entity(mention) for _, mention in mentions.iterrows()]
    rules = {"office", "registry", "government", "surname", "context", "region", "rule"}
    assert rules <= set(mentions["how"])
    assert sentences[0] == (
        "'Ukrainian president' -> volodymyr-zelensky (office): 'Ukrainian president' was Volodymyr Zelensky "
        "on 2022-11-17."
    )


def test_an_unknown_rule_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match=r"The `how` must be one of .*; did you mean 'registry'\?"):
        explain_entity(pd.Series({"how": "registri"}))
