import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Whatever people write stays text: it is kept to the letter, found by itself, and changes nothing
/// that it was not meant for.
@Suite(.database, .serialized)
struct HostileTextTests {
  private static let pieces = [
    "'", "''", "\"", ";", "--", "/*", "*/", "$$", "$1", "\\", "\\'", "%", "%s", "%I", "_", "{", "}",
    "(", ")", ",", "\n", "\r", "\t", "\u{1}", "\u{1B}[2J", "\u{7F}", "\u{202E}", "\u{FEFF}", "财政局",
    "NULL", "\\N", "\\.", "E'", "U&'", "::regclass", "DROP TABLE intake.line", "SELECT pg_sleep(9)",
    "OR 1=1", "COMMIT;", "ROLLBACK;", "\\! id", "𠀀", "é", "🏦", " ",
  ]

  private static func texts(_ count: Int, seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let length = Int.random(in: 1...6, using: &generator)
      return (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
  }

  /// Everything there is but rows: names, columns and functions.
  private func catalogue() async throws -> [String?] {
    try await column(
      """
      SELECT md5(concat(
        (SELECT string_agg(oid::regclass || relkind::text || relnatts, ',' ORDER BY oid)
         FROM pg_class WHERE relname !~ '^pg_temp|^pg_toast'),
        (SELECT string_agg(oid || prosrc, ',' ORDER BY oid) FROM pg_proc)
      ))
      """)
  }

  @Test func whatPeopleWriteIsKeptToTheLetter() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await runNight(nightRequest(isFull: true))
    let before = try await catalogue()
    let steps = LongRun.steps("hostile", normally: 150, long: 10_000)
    let texts = Self.texts(10_000, seed: 20_261_126)
    let conninfo = TestDatabase.current.conninfo
    let wrong = try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      return try steps.flatMap { index in
        let text = texts[index]
        let year = 2100 + index % 400
        let reason = "because " + text
        _ = try RerunDesk.request(fiscalYear: year, reason: reason, on: connection)
        let latest = try AuditReader.rows(limit: 1, on: connection).first
        let isKept = latest?.reason == reason && latest?.action == "request_rerun"
        let isHarmless = isKept && Self.findsNothing(text, on: connection)
        return isHarmless ? [] : steps.keeping([text])
      }
    }
    #expect(wrong == [] && steps.found == [])
    #expect(try await auditVerification().defects == [])
    #expect(try await catalogue() == before)
  }

  /// A unit, a fund, a subject or an action of this name does not exist, and looking for it finds
  /// nothing; closing a year for its sake is refused by name.
  private static func findsNothing(_ text: String, on connection: borrowing Connection) -> Bool {
    let filter = SummaryFilter(
      fiscalYear: 2023, unitCode: text, fundType: text, subjectCode: text, subjectDigits: 3)
    do {
      let found = try [
        SummaryReader.rows(filter, on: connection).count,
        CoverageReader.rows(
          fiscalYear: 2023, unitCodes: [text], states: [text], on: connection
        ).count,
        AuditReader.rows(limit: 5, action: text, on: connection).count,
      ]
      guard found == [0, 0, 0] else { return false }
      _ = try ClosingDesk.close(fiscalYear: 1950, reason: "because " + text, on: connection)
      return false
    } catch {
      return error.place.constraint == "closed_year_is_published"
    }
  }

  /// Names come in by files and go out of the views as they came; codes too, where they are codes.
  @Test func whatIsImportedIsKeptToTheLetter() async throws {
    try await clearDistrict()
    let texts = Self.texts(LongRun.count("hostile", normally: 400, long: 10_000), seed: 7)
    let codes = texts.enumerated().map { index, text in
      String(text.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(40))
        + "#\(index)"
    }
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    let units = zip(codes, texts).map { "\(quoted($0)),2000,\(quoted($1))" }
    let submissions = codes.enumerated().map {
      "\($0 + 1),\(quoted($1)),2023,final_account,1,accepted,yuan"
    }
    let lines = zip(codes, texts).enumerated().map { index, pair in
      "\(index + 1),1,functional,\(quoted(pair.0)),\(quoted(pair.1)),5.00"
    }
    _ = try await importFiles([
      "unit.csv": "unit_code,valid_from,name\n" + units.joined(separator: "\n"),
      "submission.csv": "submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit\n"
        + submissions.joined(separator: "\n"),
      "line.csv": "submission_id,line_no,section,functional_code,printed_name,actual\n"
        + lines.joined(separator: "\n"),
    ])
    try await runNight(nightRequest(isFull: true))
    let seen = try await column(
      """
      SELECT unit_code || '|' || unit_name
      FROM summary.subject_year
      WHERE subject_code = '*' AND fund_type = '*' AND unit_code <> '*'
      """
    ).compactMap(\.self)
    #expect(Set(seen) == Set(zip(codes, texts).map { "\($0)|\($1)" }))
    let total = try await column(
      "SELECT actual FROM summary.subject_year WHERE (unit_code, subject_code, fund_type) = "
        + "('*', '?', '*') AND fiscal_year = 2023")
    #expect(total == ["\(texts.count * 5).00"])
    #expect(try await column("SELECT count(*) FROM intake.line") == ["\(texts.count)"])
  }
}
