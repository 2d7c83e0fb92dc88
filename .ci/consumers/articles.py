"""The articles written by hand for the corpus, each a trap of its own."""


def write(corpus):
    """Adds the articles to a corpus."""
    port = corpus.article("The harbour, again", "en", (
        "Menu | Home | Contact\n\n"
        "The harbour of Oostmeer will close its \"old, deep\" dock, says mayor Lien Vos.\n"
        "\"We are not in a hurry,\" Vos told the council,\n\"but the ships are.\"\n\n"
        "Critics, such as the Dock Workers’ Union of Oostmeer, call the plan a back\\slash into the past; "
        "cost:\t€ 12,5 million.\nMenu | Home | Contact\n"), story=corpus.story(1), topic=["trade", "sea & ships"])
    port.mark("MENU", "Menu | Home | Contact")
    port.mark("MENU", "Menu | Home | Contact", nth=1)
    claim = port.mark("CLAIM", "The harbour of Oostmeer will close its \"old, deep\" dock")
    port.mark("WEAK CLAIM", "The harbour of Oostmeer will close its \"old, deep\" dock", by=1)
    vos = port.mark("PERSON", "Lien Vos", role="mayor", sure=True, age=51.0)
    port.mark("PERSON", "Lien Vos", by=1)
    port.mark("PLACE", "Oostmeer")
    port.mark("PLACE", "Oostmeer", nth=1)
    port.mark("ORG-UNIT", "harbour of Oostmeer")
    quote = port.mark("QUOTE", "\"We are not in a hurry,\"", "\"but the ships are.\"", kind="direct")
    port.mark("CUE", "told")
    port.mark("ORG-UNIT", "Dock Workers’ Union of Oostmeer")
    port.mark("ORG-UNIT", "Dock Workers’ Union")
    port.mark("CLAIM", "Vos told the council,\n\"but the ships are.\"")
    port.mark("WEAK CLAIM", "back\\slash into the past; cost:\t€ 12,5")
    port.mark("PLACE", "meer")  # inside a word
    port.relate("said_by", quote, vos)
    port.relate("said_by", claim, vos, group="frame 1")

    dutch = corpus.article("De haven", "nl", "Burgemeester Lien Vos sluit het dok.\n", story=corpus.story(1))
    mayor = dutch.mark("PERSON", "Lien Vos")
    again = dutch.mark("CLAIM", "Lien Vos sluit het dok")
    dutch.relate("contradicts", again, claim, to=port)
    dutch.relate("said_by", again, mayor)

    emoji = corpus.article("Smileys 😀", "en", (
        "😀 Ana 👩‍👩‍👧‍👦 met 🏳️‍🌈 Bo🇧🇪🇳🇱 in 𝔘𝔫𝔦 👍🏽.\n😀😀 The cafe\u0301 in A\u0308rea 51 — na\u0131\u0308ve e\u0301 "
        "\U0001F469\u200D\U0001F52C says: “𝒩o 😀 way”!\n"))
    for label, covered, nth in [("PERSON", "Ana", 0), ("PERSON", "👩‍👩‍👧‍👦", 0), ("PLACE", "🇧🇪", 0), ("PLACE", "🇳🇱", 0),
                                ("ORG-UNIT", "𝔘𝔫𝔦", 0), ("CUE", "👍🏽", 0), ("CUE", "😀", 2), ("PLACE", "cafe\u0301", 0),
                                ("PLACE", "A\u0308rea 51", 0), ("QUOTE", "“𝒩o 😀 way”", 0), ("CUE", "😀", 3),
                                ("PERSON", "\U0001F469\u200D\U0001F52C", 0)]:
        emoji.mark(label, covered, nth=nth)
    emoji.mark("CLAIM", "👩‍👩‍👧‍👦 met 🏳️‍🌈 Bo", "𝔘𝔫𝔦 👍🏽", "The cafe\u0301 in A\u0308rea 51")

    chinese = corpus.article("港口", "zh", "东湾市长王小明说：“旧码头将于2027年关闭。”\n港口工人工会不同意，称该计划“太贵”。", topic=["trade"])
    speaker = chinese.mark("PERSON", "王小明")
    chinese.mark("地名", "东湾")
    said = chinese.mark("QUOTE", "“旧码头将于2027年关闭。”")
    chinese.mark("CLAIM", "旧码头将于2027年关闭")
    chinese.mark("ORG-UNIT", "港口工人工会")
    chinese.mark("地名", "港口", nth=0)
    chinese.mark("WEAK CLAIM", "该计划“太贵”")
    chinese.relate("said_by", said, speaker)

    japanese = corpus.article("みなと", "ja", "市長のヴォス・リーンさんは「ドックは閉まる」と語った。カタカナﾊﾝｶｸ𠮷野家。")
    japanese.mark("PERSON", "ヴォス・リーン")
    japanese.mark("QUOTE", "「ドックは閉まる」")
    japanese.mark("地名", "𠮷野")
    japanese.mark("CUE", "タカ")

    korean = corpus.article("항구", "ko", "오스트메이르 시장은 “부두를 닫는다”고 말했다.")
    korean.mark("PLACE", "오스트메이르")
    korean.mark("QUOTE", "“부두를 닫는다”")

    arabic = corpus.article("المِيناء", "ar", "قالت العمدة ليان فوس: «سنُغلق الرصيف القديم» في مدينة أوستمير (2027).\nوقال العُمّال: لا.")
    arabic.mark("PERSON", "ليان فوس")
    arabic.mark("QUOTE", "«سنُغلق الرصيف القديم»")
    arabic.mark("PLACE", "أوستمير")
    arabic.mark("CUE", "غلق")  # between vowel marks, inside a word

    hebrew = corpus.article("הנמל", "he", "ראש העיר ליאן ווס אמרה: \"הרציף ייסגר\" (ר' \u200fעמ' 3).")
    hebrew.mark("PERSON", "ליאן ווס")
    hebrew.mark("QUOTE", "\"הרציף ייסגר\"")

    thai = corpus.article("ท่าเรือ", "th", "นายกเทศมนตรีเลียนกล่าวว่าท่าเรือเก่าจะปิดในปีหน้า ชาวเมืองไม่เห็นด้วย")
    thai.mark("PERSON", "เลียน")
    thai.mark("CLAIM", "ท่าเรือเก่าจะปิดในปีหน้า")
    thai.mark("CUE", "กล่าว")

    hindi = corpus.article("बंदरगाह", "hi", "महापौर लियेन वोस ने कहा, \"पुरानी गोदी बंद होगी।\" क्षेत्र शांत है।")
    hindi.mark("PERSON", "लियेन वोस")
    hindi.mark("QUOTE", "\"पुरानी गोदी बंद होगी।\"")

    odd = corpus.article("odd, \"quoted\" \\ name", "en", (
        "  \t leading white space, \"double\" 'single' `back`, a,b;c\td\\n\\u0041 {json: [1]} <b>bold</b> &amp; #hash -DOCSTART- -X- O O\n"
        "\n\n_\tO\nB-PERSON I-PERSON\n=1+1\n@cmd\n-3\n\u00a0no-break\u00a0space\u2009thin\u3000wide soft\u00adhyphen zero\u200bwidth "
        "word\u2060joiner\n\u2028line\u2029paragraphnext\n\ufffdbad NaN null None nan 007 1e5 true\n   "))
    for label, covered in [("CLAIM", "a,b;c\td\\n\\u0041"), ("QUOTE", "\"double\" 'single'"), ("CUE", "-DOCSTART- -X- O O"),
                           ("PERSON", "B-PERSON"), ("CLAIM", "=1+1"), ("WEAK CLAIM", "\u00a0no-break\u00a0space\u2009thin\u3000wide"),
                           ("CUE", "hyph"), ("ORG-UNIT", "zero\u200bwidth"), ("QUOTE", "line\u2029paragraphnext"),
                           ("PERSON", "NaN"), ("PERSON", "null"), ("PERSON", "007"), ("PERSON", "1e5"), ("PLACE", "None "),
                           ("PLACE", " nan"), ("CUE", "\n\n_\tO\n"), ("CUE", "   ")]:
        odd.mark(label, covered)
    odd.mark_ranges("CLAIM", [(0, len(odd.text))])

    frames(corpus.article("Who said what", "en", (
        "Mayor Lien Vos told the council on Monday that the dock closes.\n"
        "She said: it is old. Vos, the mayor, left; the Union disagrees.\n")))
    corpus.article("Read, nothing in it", "en", "Nothing here to mark, but somebody read it.\n")
    corpus.article("Not yet read", "en", "Nobody has read this one. 😀\n", status="new")
    letter = corpus.article("x", "en", "x")
    letter.mark("PERSON", "x")
    letter.mark("PERSON", "x", by=1)
    letter.mark("PLACE", "x")


def frames(article):
    """Marks frames, one within another, names for the same person, notes and tags."""
    told = article.mark("CUE", "told")
    mayor = article.mark("PERSON", "Lien Vos", role="mayor\nof Oostmeer ", sure=False, age=51.5)
    article.remark("elected in\n2024", ("Lien Vos", "Q42"))
    council = article.mark("ORG-UNIT", "the council")
    article.remark(tag=("the council of Oostmeer", ""))
    closes = article.mark("CLAIM", "the dock closes", by=1)
    article.remark("checked; # T1, no \"tab\"", ("the dock", "https://oostmeer.example/the dock?a=1"))
    old = article.mark("CLAIM", "it is old")
    article.remark("of which dock?")
    she = article.mark("PERSON", "She", sure=True)
    article.remark(tag=("Lien Vos", "Q42"))
    again = article.mark("PERSON", "Vos, the mayor")
    union = article.mark("ORG-UNIT", "the Union")
    article.relate("said_by", told, mayor, group="frame 2", how="aloud")
    article.relate("said_by", told, council, group="frame 2")
    article.relate("contradicts", told, old, group="frame 2")
    article.relate("said_by", old, she, group="E7")
    article.relate("same as", mayor, she, group="*1")
    article.relate("same as", mayor, again, group="*1")
    article.relate("said_by", closes, mayor, group="of two")
    article.relate("contradicts", union, closes, group="of two")
    article.relate("contradicts", closes, old, note="not\nquite", openly=True)
    article.relate("said_by", closes, council, how="in_writing")
    left = article.mark("CUE", "left")
    article.remark("twice:\u2028of two\u2029events", ("leaving", "Q7"))
    article.relate("said_by", left, again, group="first")
    article.relate("said_by", left, mayor, group="second")
    disagrees = article.mark("PERSON", "disagrees", role="none\u2028at all", sure=True)
    article.relate("contradicts", disagrees, again, group="third")
    article.relate("contradicts", disagrees, union, group="fourth")
