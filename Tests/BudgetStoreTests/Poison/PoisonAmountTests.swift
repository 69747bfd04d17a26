import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

@testable import BudgetStore

/// Whatever stands where an amount should: through the real tables and the real night.
@Suite(.database, .serialized)
struct PoisonAmountTests {
  private static let healthy = "unit_code <> '*' AND unit_code NOT LIKE 'X%'"

  /// The units that file the poison, each with one submission of one line.
  private static func submissions(of poison: [(number: Int, amount: PoisonAmount)]) -> String {
    (["submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit"]
      + poison.map {
        "\(900_000 + $0.number),X\($0.number),2023,final_account,1,accepted,"
          + $0.amount.unit
      })
      .joined(separator: "\n") + "\n"
  }

  private static func lines(of poison: [(number: Int, amount: PoisonAmount)]) -> String {
    (["submission_id,line_no,section,functional_code,fund_type,expenditure_kind,actual"]
      + poison.map { number, amount in
        let field = amount.text.contains { ",\r".contains($0) } ? "\"\(amount.text)\"" : amount.text
        return "\(900_000 + number),1,functional,2010101,general,basic,\(field)"
      }).joined(separator: "\n") + "\n"
  }

  private let poison = PoisonAmount.all.enumerated().map { (number: $0 + 1, amount: $1) }

  /// - Returns: What readers see of the healthy units.
  private func publishHealthyNight() async throws -> [String] {
    try await fileSample(
      SampleOptions(
        unitCount: 10, years: 2023...2023, includesRealUnit: false, includesPlantedSlips: false))
    try await runNight(nightRequest(isFull: true))
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name)
      SELECT 'X' || number, 2000, 'X' || number
      FROM generate_series(1, \(poison.count)) AS number
      """)
    return try await everythingPublished(where: Self.healthy)
  }

  @Test func theTableIsLongAndHoldsEveryVerdict() {
    #expect(Set(PoisonAmount.all.map { "\($0.text) \($0.unit)" }).count == PoisonAmount.all.count)
    #expect(PoisonAmount.all.count >= 60)
  }

  @Test func filesAreRefusedOrCountToTheFen() async throws {
    let clean = try await publishHealthyNight()
    let error = await #expect(throws: ImportError.self) {
      try await importFiles([
        "submission.csv": Self.submissions(of: poison), "line.csv": Self.lines(of: poison),
      ])
    }
    let found = error?.defects.map { "\($0.line) \($0.column ?? "-") \($0.reason)" } ?? []
    let refused = poison.compactMap { number, amount -> String? in
      guard case .refused(let reason) = amount.byFile else { return nil }
      return "\(number + 1) actual \(reason)"
    }
    #expect(found == refused)
    let taken = poison.filter { if case .refused = $0.amount.byFile { false } else { true } }
    _ = try await importFiles([
      "submission.csv": Self.submissions(of: taken), "line.csv": Self.lines(of: taken),
    ])
    #expect(try await runNight().hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    try await expectVerdicts(Dictionary(uniqueKeysWithValues: taken.map { ($0, $1.byFile) }))
  }

  @Test func viewsCountToTheFenOrAreListed() async throws {
    let clean = try await publishHealthyNight()
    try await execute("CREATE TABLE public.poison (number integer, amount numeric, unit text)")
    for (number, amount) in poison {
      #expect(
        try await isNumber(amount, number: number) == (amount.byView != .noNumber),
        "\(amount.text)")
    }
    try await execute(
      """
      ALTER TABLE intake.submission RENAME TO submission_row;
      ALTER TABLE intake.line RENAME TO line_row;
      CREATE VIEW intake.submission AS
      SELECT * FROM intake.submission_row
      UNION ALL
      SELECT 900000 + number, 2023, 1, NULL, NULL, 'X' || number, 'final_account', 'accepted', unit,
        NULL
      FROM public.poison;
      CREATE VIEW intake.line AS
      SELECT * FROM intake.line_row
      UNION ALL
      SELECT 900000 + number, 1, 'functional', '2010101', 'general', 'basic', NULL, NULL, amount,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM public.poison;
      """)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    try await expectVerdicts(
      Dictionary(
        uniqueKeysWithValues: poison.filter { $0.amount.byView != .noNumber }
          .map { ($0, $1.byView) }))
    for table in ["submission", "line"] {
      try await execute(
        "DROP VIEW intake.\(table); ALTER TABLE intake.\(table)_row RENAME TO \(table)")
    }
  }

  /// Puts a literal into the table behind the views, if PostgreSQL can read it.
  private func isNumber(_ amount: PoisonAmount, number: Int) async throws -> Bool {
    do {
      _ = try await column(
        "INSERT INTO public.poison VALUES ($1::integer, $2::numeric, $3) RETURNING number",
        [.int(Int64(number)), .text(amount.text), .text(amount.unit)])
      return true
    } catch let error as PostgresError where ["22P02", "22021"].contains(error.sqlState) {
      return false
    }
  }

  /// Every literal is a cell of its own to the fen, or listed, or nothing at all.
  private func expectVerdicts(_ verdicts: [Int: PoisonAmount.Verdict]) async throws {
    let cells = try await rows(
      "unit_code, (actual * 100)::bigint", from: "summary.subject_year",
      where: """
        unit_code LIKE 'X%' AND subject_code = '2010101' AND fund_type = '*' AND actual IS NOT NULL
        """)
    let listed = try await rows(
      "unit_code, severity, line_no", from: "summary.anomaly",
      where: "unit_code LIKE 'X%' AND rule_code = 'A010'")
    let counted = verdicts.compactMap { number, verdict -> String? in
      if case .fen(let fen) = verdict { "X\(number) \(fen)" } else { nil }
    }
    #expect(cells == counted.sorted())
    #expect(
      listed == verdicts.filter { $0.value == .listed }.keys.map { "X\($0) error 1" }.sorted())
  }
}
