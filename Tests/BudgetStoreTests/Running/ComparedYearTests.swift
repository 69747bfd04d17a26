import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Testing

/// What a year's books say beside those of the year before, from import to publication.
@Suite(.database, .serialized)
struct ComparedYearTests {
  /// A files last year's rows again in 2023, and its 三公 budget rises; B has lost some tasks to A.
  private static let district = HandWrittenDistrict(
    units: "A, 2000, ,\nB, 2000, ,",
    submissions: """
      1, A, 2022, final_account, 1, accepted, yuan
      2, A, 2023, final_account, 1, accepted, yuan
      3, A, 2024, final_account, 1, accepted, yuan
      4, B, 2022, final_account, 1, accepted, yuan
      5, B, 2023, final_account, 1, accepted, yuan
      6, B, 2024, final_account, 1, accepted, yuan
      """,
    lines: (1...6).map { submission in
      (1...5).map { line in
        // Only the rows of A in 2022 and 2023 are the same.
        let amount = "\(max(submission, 2) * 1000 + line * 7).\(line)1"
        return "\(submission), \(line), 201010\(line), , , , , \(amount)"
      }.joined(separator: "\n")
    }.joined(separator: "\n"),
    files: [
      "stated_figure.csv": """
      submission_id,figure,value
      1,three_public.budget,40000
      2,three_public.budget,50000
      3,three_public.budget,50000
      4,three_public.actual,10000
      5,three_public.actual,20000
      6,three_public.actual,30000
      """,
      "unit_succession.csv": """
      from_unit,to_unit,fiscal_year,kind
      B,gone,2023,transfer
      """,
    ])

  private static let found = [
    "E050 review 2023 A - three_public.budget -", "E050 review 2024 B - three_public.actual -",
    "U080 review 2023 A - - -", "X020 error 2023 B - - -",
  ]

  /// All but the comparable figures of a year that is neither read nor right after one.
  private static let isRefreshed =
    "to_jsonb(cell) ->> 'base_year' IS NULL OR to_jsonb(cell) ->> 'fiscal_year' <> '2024'"

  @Test func aYearReadAloneFindsWhatAWholeNightFinds() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(try await anomalies() == Self.found)
    let before = try await everythingPublished()
    for year in [2022, 2023, 2024] {
      try await runNight(nightRequest(years: [year], isFull: true))
      #expect(try await everythingPublished() == before, "\(year)")
    }
  }

  /// The year after one that is run alone is published anew with what it says beside it.
  @Test func aCorrectedYearChangesWhatTheNextOneSays() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    try await execute("UPDATE intake.stated_figure SET value = 49000 WHERE submission_id = 1")
    try await execute(
      "UPDATE intake.line SET actual = actual + 1 WHERE submission_id = 1 AND line_no = 3")
    try await execute("DELETE FROM reference.unit_succession")
    try await runNight(nightRequest(years: [2022]))
    let alone = try await everythingPublished(where: Self.isRefreshed)
    let rest = ["E050 review 2023 B - three_public.actual -", Self.found[1]]
    #expect(try await anomalies() == rest)
    // 2024 was not read: it says of itself that its comparable figures follow the old succession.
    #expect(
      try await rows(
        "fiscal_year, is_current",
        from: "(SELECT DISTINCT fiscal_year, is_current FROM summary.comparable_subject_year) AS y")
        == ["2022 true", "2023 true", "2024 false"])
    try await runNight(nightRequest(isFull: true))
    #expect(try await everythingPublished(where: Self.isRefreshed) == alone)
  }

  /// The register of internal transfers clears what units say of them.
  @Test func aRegisteredTransferIsNotAskedFor() async throws {
    var district = Self.district
    district.files = [
      "explanation.csv": """
      submission_id,seq,line_no,amount,kind,counterparty_code,text
      6,1,1,50.25,direct_transfer,A,x
      6,2,2,10,direct_transfer,A,x
      """,
      "internal_transfer.csv": """
      fiscal_year,payer_code,payee_code,functional_code,fund_type,measure,amount_fen
      2024,B,A,2010101,general,actual,5025
      """,
    ]
    try await district.file()
    try await runNight(nightRequest(isFull: true))
    let transfers = try await anomalies().filter { $0.hasPrefix("E040") }
    #expect(transfers == ["E040 review 2024 B 2010102 - 2"])
  }
}
