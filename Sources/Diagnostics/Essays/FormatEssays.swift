extension DiagnosticEssayCatalog {
  static let formats: [DiagnosticEssay] = [
    DiagnosticEssay(
      .textEncoding,
      "A file that should be UTF-8 has bytes that are not, or characters that text may not hold. Guessing would change names and words in silence.",
      .shown("printf 'policy: \\xff\\n' > policy.yaml && kiem lint policy.yaml"),
      do: "Save the file as UTF-8. Of an inventory, a manifest may give the source's `encoding:`."),
    DiagnosticEssay(
      .inputTooLarge,
      "A file, a cell or a table is larger than what is read. Every input may be hostile, so that each has a limit, which the message names.",
      do: "Split the file, or give large lists as CSV or NDJSON, which are read piece by piece."),
    DiagnosticEssay(
      .nestingTooDeep,
      "Values stand in one another deeper than the limit, which keeps a short file from using up the stack.",
      .shown("[[[[[[[[[[ ... a thousand brackets ... ]]]]]]]]]]"), do: "Flatten the structure."),
    DiagnosticEssay(
      .moreProblems,
      "A file has so many problems of one kind that the rest are counted, not listed: the first ones tell what is wrong.",
      do: "Mend the cause of those listed; the rest mostly go with it."),
    DiagnosticEssay(
      .yamlSyntax,
      "The file is no YAML 1.2: a bracket that is not closed, a tab in the indentation, a colon in an unquoted text.",
      .yaml("profile: p\nzone: [Asia/Ho_Chi_Minh\n"),
      do: "Look just before the place: what is open there. A text with `: ` or ` #` in it needs quotes."),
    DiagnosticEssay(
      .yamlDuplicateKey,
      "A mapping has one key twice. YAML forbids it; readers that take the last one let the first vanish.",
      .yaml("a: 1\nb: 2\na: 3\n"), do: "Remove one of the two, or rename it."),
    DiagnosticEssay(
      .yamlKey, "A key is a list, a mapping or nothing at all. Keys of ours are text.", .yaml("[a, b]: 1\n"),
      do: "Quote a key that begins with `[` or `{`; write an empty one as `\"\"`."),
    DiagnosticEssay(
      .yamlMergeKey,
      "`<<` merges a mapping into another. It is no part of YAML 1.2, and nobody sees at the place what holds there.",
      .yaml("base: &b {a: 1}\nother:\n  <<: *b\n  c: 2\n"), do: "Write the keys out."),
    DiagnosticEssay(
      .yamlUnknownAlias, "`*name` stands for what `&name` marked before, and nothing above bears that mark.",
      .yaml("a: *b\n"),
      do: "Correct the name, or put quotes around a text that begins with `*`."),
    DiagnosticEssay(
      .yamlAliasCycle, "An alias stands inside the very value that it names, which would never end.",
      .yaml("a: &a [1, *a]\n"),
      do: "Write the inner value out."),
    DiagnosticEssay(
      .yamlExpansion,
      "With its aliases written out the document is larger than the limit. A few lines of aliases of aliases can mean billions of values; here they cost no more than their text.",
      .shown("a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]   # and so on"),
      do: "Use fewer aliases of aliases."),
    DiagnosticEssay(
      .yamlTag, "A value bears a YAML tag (`!!int`) that it does not fit.", .yaml("a: !!int hello\n"),
      do: "Correct the value, or remove the tag."),
    DiagnosticEssay(
      .csvEmpty, "A CSV file has no header, so that nothing says what its columns are.", .csv(""),
      do: "The first line of a CSV file names its columns."),
    DiagnosticEssay(
      .csvDuplicateHeader,
      "Two columns have one name. Where they agree they are one; where they differ the value is unreadable, since nothing tells which one is meant.",
      .csv("name,serial,name\nPC-1,S1,PC-2\n"), do: "Rename one of the two, or map the columns in the manifest."),
    DiagnosticEssay(
      .csvEmptyHeader, "A column has values and no name. They are kept, and no attribute takes them.",
      .csv("name,,serial\nPC-1,x,S1\n"),
      do: "Name the column if its values matter."),
    DiagnosticEssay(
      .csvShortRow,
      "A row has fewer cells than the header. What is missing may be anything, so that the record counts as unreadable: unknown, never empty.",
      .csv("name,serial,vendor\nPC-1,S1,Dell\nPC-2\n"),
      do: "Look for a line break or a delimiter that got lost in the export."),
    DiagnosticEssay(
      .csvLongRow, "A row has more cells than the header: a delimiter inside an unquoted text has shifted the rest.",
      .csv("name,serial\nPC-1,S1\nRoom 1, left,S2\n"), do: "Quote texts that hold the delimiter, or export again."),
    DiagnosticEssay(
      .csvUnclosedQuote,
      "A quote opens a cell and is never closed. Reading goes on with the next line, so that one quote costs one row.",
      .csv("name,serial\n\"PC-1,S1\nPC-2,S2\n"), do: "Close the quote; a quote inside a quoted text is written twice."),
    DiagnosticEssay(
      .csvTextAfterQuote, "Text stands between a closing quote and the next delimiter.",
      .csv("name,serial\n\"PC\"-1,S1\n"),
      do: "A quote inside a quoted text is written twice: \"PC\"\"-1\"."),
    DiagnosticEssay(
      .csvUnreadableCell, "A cell has bytes that are not text. Its value is unreadable; the rest of the row stands.",
      do: "Export the file as UTF-8, or give its `encoding:` in the manifest."),
    DiagnosticEssay(
      .csvNoHeader,
      "The first row of a table is data like the rows below it. It was read all the same, and its columns are known by position alone.",
      .shown("PC-1,S1,Dell\nPC-2,S2,HP"),
      do: "Put the names of the columns above, or map the columns in `inventory.yaml`."),
    DiagnosticEssay(
      .csvTitleRows,
      "Rows stand above the header: a title, the unit, a date. They are passed over, and told, in case one was a record.",
      .shown("Sổ camera năm 2026;;\nMã;Tên;Vị trí\nC1;Cổng;Sân"),
      do: "Nothing, if the row taken for the header is the header; else give its line: `header: 3`."),
    DiagnosticEssay(
      .csvTotalsRow, "The last rows sum up those above, and are no records.", .shown("Mã;Số lượng\nC1;2\nTổng cộng;2"),
      do: "Nothing, if it is so; else change the first cell, which reads like a total."),
    DiagnosticEssay(
      .jsonSyntax, "The file is no JSON: a comma too many, a quote missing, or it is cut short.",
      .json("{\"a\": 1, \"b\": }"),
      do: "Look just before the place. A file that is cut short must be exported again."),
    DiagnosticEssay(
      .jsonDuplicateName,
      "An object has one name twice, and most readers take the last in silence. Neither value is used.",
      .json("{\"a\": 1, \"a\": 2}"), do: "Remove one of the two."),
    DiagnosticEssay(
      .jsonUnreadableString,
      "A string has bytes that are not UTF-8, or half of a surrogate pair. The value counts as unreadable.",
      .json("{\"a\": \"\\ud800\"}"), do: "Export the file as UTF-8, with a tool that writes whole characters."),
    DiagnosticEssay(
      .recordShape,
      "Where a record should be there is something else: a number in a list of objects, or no list at all.",
      .shown("[{\"name\": \"PC-1\"}, 42]"),
      do: "A record is an object with named members; name their list by `at:` in the manifest."),
  ]

  static let containers: [DiagnosticEssay] = [
    DiagnosticEssay(
      .expansionDamaged,
      "A compressed file has bytes that mean nothing to its method. What came before is not used: nobody knows what is missing.",
      do: "Copy or export the file again."),
    DiagnosticEssay(
      .expansionTruncated, "A compressed file ends before its data do: the copy broke off.",
      .shown("head -c 1000 export.zip > half.zip"),
      do: "Copy the file again, and compare the sizes."),
    DiagnosticEssay(
      .expansionChecksum,
      "The data are not those that the checksum was made of. Somewhere on the way a byte was changed.",
      do: "Copy or export the file again; if that does not help, suspect the disk."),
    DiagnosticEssay(
      .expansionMemberLimit, "A file in an archive is larger than what is read once expanded.",
      do: "Expand it yourself, and split it."),
    DiagnosticEssay(
      .expansionTotalLimit, "All members of an archive together are larger than what is read.",
      do: "Give the files one by one."),
    DiagnosticEssay(
      .expansionRatioLimit,
      "A file becomes so many times longer when it is expanded that it is more likely a bomb than an export.",
      .shown("head -c 10G /dev/zero | gzip > bomb.gz"), do: "If it is an export, expand it yourself."),
    DiagnosticEssay(
      .expansionCountLimit, "An archive holds more members than are read.",
      do: "Give the folder instead of the archive, or parts of it."),
    DiagnosticEssay(
      .expansionDepthLimit, "Archives stand in archives, deeper than the limit.", do: "Expand the outer ones yourself."),
    DiagnosticEssay(
      .expansionEncrypted, "A member of an archive needs a password, and none is ever asked for or taken.",
      do: "Expand it yourself, and give the files."),
    DiagnosticEssay(
      .expansionMethod, "A member is compressed by a method that is not read; deflate and stored are.",
      do: "Make the archive anew, by the common method."),
    DiagnosticEssay(
      .expansionOtherData,
      "Bytes stand before, between or behind what an archive lists. They are not read: two files may be stuck together.",
      .shown("cat a.zip b.zip > both.zip"), do: "Give the files one by one."),
    DiagnosticEssay(
      .archiveMemberName,
      "A member bears a name that leads out of the archive, or is a link or a device. It is not read.",
      .shown("../../etc/passwd"), do: "Ask where the archive comes from before anything else."),
    DiagnosticEssay(
      .archiveDuplicateMember,
      "Two members of an archive have one name, and different programs would read different ones. Neither is.",
      do: "Make the archive anew."),
    DiagnosticEssay(
      .archiveOverlap, "Two members share their bytes, which no honest archive does and archive bombs do.",
      do: "Do not use it; ask where it comes from."),
  ]

  static let structuredFormats: [DiagnosticEssay] = [
    DiagnosticEssay(
      .xmlSyntax, "The file is no well-formed XML: an element is not closed, or two are closed in the wrong order.",
      .shown("<host><name>PC-1</host>"), do: "Export the file again; XML is rarely mended by hand."),
    DiagnosticEssay(
      .xmlEntity,
      "The document type declares entities or defaults. They are not resolved: they can name files elsewhere, or grow without end.",
      .shown("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
      do: "Export without a document type."),
    DiagnosticEssay(
      .xmlUnreadableText,
      "Characters that XML does not allow, or a reference that leads nowhere. The value counts as unreadable.",
      .shown("<name>&nbsp;</name>"), do: "Export the file again, as UTF-8."),
    DiagnosticEssay(
      .xmlDuplicateAttribute, "An element has one attribute twice; neither value is used.",
      .shown("<host name=\"a\" name=\"b\"/>"), do: "Remove one of the two."),
    DiagnosticEssay(
      .xmlNamespace, "A prefix stands for no namespace; the name is taken for one without.", .shown("<x:host/>"),
      do: "Declare it: xmlns:x=\"...\"."),
    DiagnosticEssay(
      .propertyListShape, "The file is no property list, or a part of one is not built as such: a key without a value.",
      .shown("<plist><dict><key>name</key></dict></plist>"), do: "Export the file again; `plutil -lint` says the same."),
    DiagnosticEssay(
      .propertyListValue, "A value of a property list does not fit its type, and counts as unreadable.",
      .shown("<integer>twelve</integer>"),
      do: "Export the file again."),
    DiagnosticEssay(
      .sheetFormat,
      "A workbook in a format that is not read (.xls, .ods, encrypted), or an archive that holds no workbook.",
      do: "Save it as .xlsx without a password, or export the sheet as CSV."),
    DiagnosticEssay(
      .sheetPart, "The workbook names a part that is not in it.",
      do: "Open it in a spreadsheet program and save it again."),
    DiagnosticEssay(
      .sheetCell,
      "A cell's value is not in the file, or not exactly: an error (`#REF!`), a formula that was never computed.",
      .shown("=VLOOKUP(A2;Sheet9!A:B;2;0)   →   #REF!"), do: "Open the workbook, let it compute, save it again."),
    DiagnosticEssay(
      .sheetHeader, "It is not certain which row of a sheet is its header. One was taken, and told.",
      do: "Give its line in the manifest: `header: 4`."),
    DiagnosticEssay(
      .sheetMerge,
      "Cells are merged. Downwards, each is read with the value of the first; over several columns, the others are empty.",
      do: "Unmerge them if that is not what they mean."),
    DiagnosticEssay(
      .sheetRow, "A heading across the table or a row of sums is no record of it.", .shown("TẦNG 2 | | |"),
      do: "Nothing, if it is so."),
    DiagnosticEssay(
      .databaseFormat, "The file is no SQLite database.", do: "Export the data from the program that made it."),
    DiagnosticEssay(
      .databaseCorrupt, "Pages of a database are damaged, or its schema is none.",
      do: "Copy it again while no program writes to it: `sqlite3 db \".backup copy\"`."),
    DiagnosticEssay(
      .databaseRefused,
      "Views, virtual tables and computed columns are not read: reading them would run what the file says.",
      do: "Export what they show as a table."),
    DiagnosticEssay(
      .databaseLog,
      "A log stands beside the database with what was written last. It is not read, so that the newest rows may be missing.",
      .shown("glpi.db  glpi.db-wal"),
      do: "Close the program that writes, or make a copy: `sqlite3 db \".backup copy\"`."),
    DiagnosticEssay(
      .databaseValue, "A value of a database is no text or number that can be read. It counts as unreadable.",
      do: "Export the table as CSV."),
    DiagnosticEssay(
      .registrySyntax,
      "A line of a registry export is neither a key nor a value; the key that it stands in counts as unreadable.",
      .shown("[HKEY_LOCAL_MACHINE\\SOFTWARE\n\"DisplayName\"=\"Zoom\""), do: "Export again, with `reg export`."),
    DiagnosticEssay(
      .registryValue, "A value of a registry export does not fit its type.", .shown("\"EstimatedSize\"=dword:zz"),
      do: "Export again, with `reg export`."),
    DiagnosticEssay(
      .stanzaSyntax, "A line of a list of packages is no field; its paragraph counts as unreadable.",
      .shown("Package: zoom\nthis is no field"),
      do: "Copy /var/lib/dpkg/status whole."),
    DiagnosticEssay(
      .stanzaValue, "A field of a list of packages is not text.", do: "Export the file as UTF-8."),
  ]
}
