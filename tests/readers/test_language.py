"""A text that is not English is a problem; English full of names is none."""

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.language import LEAST, share_common

# Invented news, the same in each language as far as it goes.
FOREIGN = {
    "German": (
        "Die russische Armee hat in der Nacht zum Freitag mehrere Orte im Süden der Ukraine beschossen. "
        "Nach Angaben des Gouverneurs wurden dabei drei Menschen getötet und elf verletzt, unter ihnen "
        "ein Kind. Die Brücke über den Fluss ist seit dem Angriff gesperrt, sagte ein Sprecher der "
        "Verwaltung. In der Stadt gab es am Morgen weder Strom noch Wasser; die Helfer brachten Decken "
        "und Brot in die Keller, in denen die Bewohner auf das Ende des Alarms warteten."
    ),
    "Russian": (
        "Российская армия в ночь на пятницу обстреляла несколько населённых пунктов на юге Украины. По "
        "словам губернатора, три человека погибли и одиннадцать получили ранения, среди них один ребёнок. "
        "Мост через реку закрыт после удара, сообщил представитель администрации. Утром в городе не было "
        "ни света, ни воды; спасатели разносили хлеб и одеяла по подвалам, где жители ждали отбоя "
        "тревоги. Движение транспорта обещают восстановить к весне, если обстрелы не повторятся."
    ),
    "Ukrainian": (
        "Російська армія в ніч на п'ятницю обстріляла кілька населених пунктів на півдні України. За "
        "словами губернатора, троє людей загинули, одинадцять дістали поранення, серед них одна дитина. "
        "Міст через річку закрито після удару, повідомив речник адміністрації. Уранці в місті не було ні "
        "світла, ні води; рятувальники розносили хліб і ковдри по підвалах, де мешканці чекали на відбій "
        "тривоги. Рух транспорту обіцяють відновити до весни, якщо обстріли не повторяться."
    ),
    "Arabic": (
        "قصف الجيش عدة بلدات في ريف حلب الجنوبي ليلة الجمعة. وقال المحافظ إن ثلاثة أشخاص قتلوا وأصيب أحد "
        "عشر آخرون بينهم طفل. وأغلق الجسر فوق النهر بعد الهجوم بحسب متحدث باسم الإدارة المحلية. وفي "
        "الصباح كانت المدينة بلا ماء ولا كهرباء وحمل المتطوعون الخبز والأغطية إلى الأقبية التي انتظر فيها "
        "السكان نهاية الغارات. ومن المتوقع أن تعود الحركة إلى الطريق في الربيع إذا لم يتجدد القصف على "
        "المنطقة."
    ),
    "French": (
        "L'armée russe a bombardé plusieurs localités du sud de l'Ukraine dans la nuit de jeudi à "
        "vendredi. Selon le gouverneur, trois personnes ont été tuées et onze autres blessées, dont un "
        "enfant. Le pont sur le fleuve est fermé depuis l'attaque, a déclaré un porte-parole. Au matin, "
        "la ville était privée d'eau et d'électricité ; les secours apportaient du pain et des "
        "couvertures dans les caves où les habitants attendaient la fin de l'alerte."
    ),
    "Spanish": (
        "El ejército ruso bombardeó en la noche del viernes varias localidades del sur de Ucrania. Según "
        "el gobernador, tres personas murieron y once resultaron heridas, entre ellas un niño. El puente "
        "sobre el río está cerrado desde el ataque, dijo un portavoz. Por la mañana la ciudad no tenía "
        "agua ni luz; los equipos de rescate llevaban pan y mantas a los sótanos donde los vecinos "
        "esperaban el fin de la alarma. Se espera que el tráfico vuelva en primavera."
    ),
    "Italian": (
        "L'esercito russo ha bombardato nella notte tra giovedì e venerdì diverse località del sud "
        "dell'Ucraina. Secondo il governatore tre persone sono morte e undici sono rimaste ferite, tra "
        "cui un bambino. Il ponte sul fiume è chiuso dopo l'attacco, ha detto un portavoce. Al mattino in "
        "città non c'erano né acqua né luce; i soccorritori portavano pane e coperte nelle cantine dove "
        "gli abitanti aspettavano la fine dell'allarme. Il traffico dovrebbe riprendere in primavera."
    ),
    "Portuguese": (
        "O exército russo bombardeou na noite de sexta-feira várias localidades do sul da Ucrânia. "
        "Segundo o governador, três pessoas morreram e onze ficaram feridas, entre elas uma criança. A "
        "ponte sobre o rio está fechada desde o ataque, disse um porta-voz. De manhã não havia na cidade "
        "nem água nem luz; os socorristas levavam pão e cobertores às caves, onde os moradores esperavam "
        "o fim do alarme. Espera-se que o trânsito volte na primavera, se não houver outro ataque."
    ),
    "Dutch": (
        "Het Russische leger heeft in de nacht van donderdag op vrijdag meerdere plaatsen in het zuiden "
        "van Oekraïne beschoten. Volgens de gouverneur zijn drie mensen gedood en elf gewond geraakt, "
        "onder wie een kind. De brug over de rivier is sinds de aanval gesloten, zei een woordvoerder. In "
        "de ochtend was er in de stad geen stroom of water; hulpverleners brachten brood en dekens naar "
        "de kelders, waar de bewoners op het einde van het alarm wachtten of sliepen."
    ),
    "Danish": (
        "Den russiske hær beskød natten til fredag flere byer i det sydlige Ukraine. Ifølge guvernøren "
        "blev tre mennesker dræbt og elleve såret, heriblandt et barn. Broen over floden har været lukket "
        "siden angrebet, siger en talsmand. Om morgenen var der hverken strøm eller vand i byen; hjælpere "
        "bragte brød og tæpper til de to kældre, hvor beboerne ventede på, at alarmen skulle få ende. "
        "Denne by har for nylig fået et nyt hospital, og det er ramt to gange."
    ),
    "Swedish": (
        "Den ryska armén besköt natten mot fredagen flera orter i södra Ukraina. Enligt guvernören "
        "dödades tre människor och elva skadades, bland dem ett barn. Bron över floden har varit stängd "
        "sedan attacken, sade en talesman. På morgonen fanns varken ström eller vatten i staden; "
        "hjälparbetare bar bröd och filtar till källarna där invånarna väntade på att larmet skulle ta "
        "slut. Trafiken väntas komma i gång till våren om beskjutningen inte börjar om igen."
    ),
    "Polish": (
        "Rosyjska armia ostrzelała w nocy z czwartku na piątek kilka miejscowości na południu Ukrainy. "
        "Według gubernatora zginęły trzy osoby, a jedenaście zostało rannych, wśród nich dziecko. Most na "
        "rzece jest zamknięty po ataku, to powiedział rzecznik. Rano w mieście nie było ani prądu, ani "
        "wody; ratownicy nosili chleb i koce do piwnic, by mieszkańcy mogli czekać na koniec alarmu. To "
        "już trzeci taki atak w tym tygodniu, i nie wiadomo, czy to koniec."
    ),
    "Czech": (
        "Ruská armáda v noci na pátek ostřelovala několik míst na jihu Ukrajiny. Podle gubernátora "
        "zahynuli tři lidé a jedenáct bylo zraněno, mezi nimi dítě. Most přes řeku je po útoku uzavřen, "
        "to řekl mluvčí správy. Ráno nebyl ve městě proud ani voda; záchranáři nosili chléb a přikrývky "
        "do sklepů, aby to lidé vydrželi do konce poplachu. Je to už třetí útok v tomto týdnu a nikdo "
        "neví, kdy by to mohlo skončit."
    ),
    "Turkish": (
        "Rus ordusu perşembeyi cumaya bağlayan gece Ukrayna'nın güneyindeki birçok yerleşimi bombaladı. "
        "Valinin verdiği bilgiye göre üç kişi öldü, aralarında bir çocuğun da bulunduğu on bir kişi "
        "yaralandı. Nehrin üzerindeki köprü saldırıdan bu yana kapalı, dedi bir sözcü. Sabah kentte ne "
        "elektrik ne de su vardı; ekipler, sakinlerin alarmın bitmesini beklediği bodrumlara ekmek ve "
        "battaniye taşıdı. Trafiğin baharda yeniden açılması bekleniyor, ancak bombardıman sürerse bu "
        "mümkün olmayacak."
    ),
    "Indonesian": (
        "Tentara Rusia menembaki beberapa daerah di selatan Ukraina pada Kamis malam. Menurut gubernur, "
        "tiga orang tewas dan sebelas lainnya luka-luka, termasuk seorang anak. Jembatan di atas sungai "
        "ditutup sejak serangan itu, kata juru bicara. Pada pagi hari kota itu tidak memiliki listrik "
        "maupun air; para relawan membawa roti dan selimut ke ruang bawah tanah tempat warga menunggu "
        "berakhirnya alarm. Lalu lintas diharapkan pulih pada musim semi jika serangan tidak terulang."
    ),
    "Chinese": (
        "俄罗斯军队在星期五夜间炮击了乌克兰南部的几个城镇。州长说，三人死亡，十一人受伤，其中有一名"
        "儿童。发言人表示，河上的大桥自袭击以来一直关闭。早晨城里既没有水也没有电；志愿者把面包和毯"
        "子送到地下室，居民们在那里等待警报结束。如果炮击不再发生，交通预计将在春天恢复。"
    )
    * 3,
}

# Wire copy at its driest: names, places, numbers, hardly a sentence.
NAMES = [
    "KYIV, Nov 17 (Ostwick) - Defence Minister Oleksii Reznikov, Foreign Minister Dmytro Kuleba, Chief of "
    "Staff Andriy Yermak, Commander Valerii Zaluzhnyi, Prime Minister Denys Shmyhal and President Volodymyr "
    "Zelenskiy met Secretary-General Jens Stoltenberg, Chancellor Olaf Scholz, President Emmanuel Macron "
    "and Secretary of State Antony Blinken in Kyiv on Thursday, Interfax-Ukraine reported.",
    "Shelling hit Kherson, Mykolaiv, Nikopol, Marhanets, Zaporizhzhia, Orikhiv, Huliaipole, Vuhledar, "
    "Marinka, Avdiivka, Bakhmut, Soledar, Kupiansk and Vovchansk overnight, the governors Yaroslav "
    "Yanushevych, Vitaliy Kim, Valentyn Reznichenko, Oleksandr Starukh, Pavlo Kyrylenko and Oleh Synehubov "
    "said on Telegram.",
]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_in_another_language_is_kept_and_reported(language, tmp_path):
    (tmp_path / "a.txt").write_text(f"date: 2022-11-17\n\n{FOREIGN[language]}\n", encoding="utf-8")
    articles = read_corpus(tmp_path)
    assert len(articles) == 1
    problems = read_problems(articles)
    assert problems["what"].tolist() == ["does not read as English"]
    assert problems["done"].str.startswith("kept; the word lists read English only").all()


@pytest.mark.parametrize("text", NAMES)
def test_english_full_of_names_is_english(text):
    assert share_common(pd.Series([text]))[0] >= LEAST


def test_a_few_words_of_any_language_are_too_short_to_tell(tmp_path):
    (tmp_path / "a.csv").write_text("text,outlet,date\nDie Brücke ist zu.,X,2022-11-17\n", encoding="utf-8")
    assert read_problems(read_corpus(tmp_path)).empty


def test_an_english_article_that_quotes_another_language_is_english():
    text = "The spokesman said that the bridge had been closed, and the mayor repeated it in German: "
    assert share_common(pd.Series([f"{text}{FOREIGN['German'][:200]} " * 2]))[0] >= LEAST
