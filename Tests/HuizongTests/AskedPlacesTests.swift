import BudgetTestSupport
import Foundation
import Testing

/// What somebody asks for and is not there is refused; what is there is answered whole.
@Suite(.database, .serialized) struct AskedPlacesTests {
  private let district = FiledDistrict()

  @Test func answersAreOfWhatWasAsked() async throws {
    try await district.publish(in: Scratch())
    try await refusesSlipsOfThePen()
    try await answersForAGroupAsAWhole()
    try await countsWhatIsPublished()
    try await tellsWhatWasActedUpon()
  }

  private func run(_ arguments: [String]) async throws -> Program {
    try await Program.run(arguments + district.database)
  }

  private func refusesSlipsOfThePen() async throws {
    for asked in [
      ["summary", "--unit", "888"], ["summary", "--year", "1999"],
      ["explain", "2023", "888", "201"], ["explain", "1999", "*", "201"],
      ["anomalies", "--unit", "888"], ["anomalies", "--year", "1999"], ["anomalies", "999999"],
      ["anomalies", "--rule", "ZZZ"], ["coverage", "--unit", "888"],
      ["coverage", "--year", "1999"], ["rerun", "1999", "--reason", "年度打错了的申请"],
      ["audit", "list", "--action", "foo"], ["changes", "1", "--unit", "888"],
      ["changes", "1", "--year", "1999"],
    ] {
      let program = try await run(asked)
      #expect(program.status == 64, "\(asked): \(program.output)\(program.messages)")
      #expect(program.output == "", "\(asked)")
    }
    // There, and without a change of this cause.
    let same = try await run(["changes", "1", "1", "--unit", "101001", "--cause", "late_unit"])
    #expect(same.status == 0, "\(same.messages)")
    let none = try await run(["anomalies", "--rule", "A030"])
    #expect(none.status == 0 && none.messages.contains("没有异常"), "\(none.messages)")
    let gone = try await run(["run", "--year", "1999"])
    #expect(gone.status == 0 && gone.output.contains("所选年度没有报送"), "\(gone.output)")
  }

  /// A head of department is told of all units below.
  private func answersForAGroupAsAWhole() async throws {
    let below = try await district.rows(
      """
      SELECT 'below', count(*) FROM summary.anomaly
      WHERE unit_code IN (SELECT unit_code FROM summary.unit_tree WHERE parent_code = '101')
      """)
    let document = try await run(["anomalies", "--unit", "101", "--json"]).document()
    #expect(below[0].value > 0)
    #expect((document["total"] as? Int).map(Int64.init) ?? 0 >= below[0].value)
    let coverage = try await run(["coverage", "--unit", "101", "--all", "--csv"])
    #expect(coverage.output.contains(",101001,"), "\(coverage.output)")
    #expect(!coverage.output.contains(",100001,"))
  }

  /// A receipt and the list of runs say what readers see, closed years and all.
  private func countsWhatIsPublished() async throws {
    try await district.succeed(
      ["close-year", "2021", "--reason", "已上报的年度"] + district.database)
    try await district.execute(
      """
      UPDATE intake.submission SET status = 'returned'
      WHERE submission_id IN (
        SELECT submission_id FROM summary.coverage
        WHERE state = 'effective' AND fiscal_year = 2021 AND kind = 'final_account' LIMIT 1
      )
      """)
    let receipt = try await run(["run", "--full", "--json"]).document()
    let published = try await district.rows(
      """
      SELECT 'submissions', submission_count FROM summary.publication
      UNION ALL SELECT 'lines', line_count FROM summary.publication
      UNION ALL SELECT 'anomalies', anomaly_count FROM summary.publication
      """)
    #expect(receipt["submission_count"] as? Int == Int(published[0].value))
    #expect(receipt["line_count"] as? Int == Int(published[1].value))
    let runs = try await run(["runs", "--json"]).document()
    let last = (runs["rows"] as? [[String: Any]])?.first
    #expect(last?["anomaly_count"] as? Int == Int(published[2].value), "\(runs)")
    let dry = try await run(["run", "--full", "--dry-run", "--json"]).document()
    #expect(dry["fiscal_years"] as? [Int] == [2022, 2023])
  }

  private func tellsWhatWasActedUpon() async throws {
    let audit = try await run(["audit"])
    #expect(audit.output.contains("2021 年度"), "\(audit.output)")
    let runs = try await run(["runs"])
    #expect(runs.output.contains("退出码") && !runs.output.contains("publish"), "\(runs.output)")
  }
}
