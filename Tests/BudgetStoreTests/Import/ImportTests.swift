import BudgetStore
import BudgetTestSupport
import Testing

/// Each test uses submissions and units of its own, so that they may share the database.
@Suite(.database, .serialized)
struct ImportTests {
  private static func submission(_ id: Int, unit: String, status: String = "accepted") -> String {
    """
    submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit
    \(id),\(unit),2023,final_account,1,\(status),wan_yuan

    """
  }

  @Test func takesColumnsInAnyOrderAndKeepsWhatIsPrinted() async throws {
    let lines =
      "\u{FEFF}note,actual,section,\"line_no\",submission_id\r\n"
      + "\"two\r\nlines, a \"\"quote\"\" \\N\t\",48.60,functional,1,11\r\n,,functional,2,11"
    let receipt = try await importFiles([
      "submission.csv": Self.submission(11, unit: "A"), "line.csv": lines, "planted.csv": "x",
    ])
    #expect(receipt.entries.map(\.table) == ["line", "submission"])
    #expect(receipt.entries.map(\.rowCount) == [2, 1])
    #expect(receipt.ignoredFiles == ["planted.csv"])
    let notes = try await column(
      "SELECT note FROM intake.line WHERE submission_id = 11 ORDER BY line_no")
    #expect(notes == ["two\r\nlines, a \"quote\" \\N\t", nil])
    let amounts = try await column(
      "SELECT actual FROM intake.line WHERE submission_id = 11 ORDER BY line_no")
    #expect(amounts == ["48.60", nil])
  }

  @Test func replacesRowsByKeyAndSubmissionsWhole() async throws {
    let line = "submission_id,line_no,section,actual\n"
    let figures = "submission_id,figure,value\n21,total.actual,7.5\n"
    _ = try await importFiles([
      "submission.csv": Self.submission(21, unit: "B"),
      "line.csv": line + "21,1,functional,1\n21,2,functional,2\n", "stated_figure.csv": figures,
    ])
    let again = [
      "submission.csv": Self.submission(21, unit: "B", status: "returned"),
      "line.csv": line + "21,2,functional,3\n",
    ]
    let error = await #expect(throws: ImportError.self) { try await importFiles(again) }
    #expect(Set(error?.defects.map(\.reason) ?? []) == [.keyExists])
    _ = try await importFiles(again, replace: true)
    let left = try await column(
      """
      SELECT status FROM intake.submission WHERE submission_id = 21
      UNION ALL
      SELECT actual::text FROM intake.line WHERE submission_id = 21
      UNION ALL
      SELECT figure FROM intake.stated_figure WHERE submission_id = 21
      """)
    #expect(left == ["returned", "3"])
  }

  @Test func refusesTheSameRevisionUnderAnotherNumber() async throws {
    _ = try await importFiles(["submission.csv": Self.submission(31, unit: "C")])
    let twin = ["submission.csv": Self.submission(32, unit: "C")]
    for replace in [false, true] {
      let error = await #expect(throws: ImportError.self) {
        try await importFiles(twin, replace: replace)
      }
      let columns = error?.defects.map(\.column)
      #expect(columns == ["unit_code, fiscal_year, kind, revision"])
    }
  }

  @Test func addsToASubmissionThatIsThereAlready() async throws {
    _ = try await importFiles(["submission.csv": Self.submission(41, unit: "D")])
    let receipt = try await importFiles([
      "explanation.csv": "submission_id,seq,kind,text\n41,1,reason,因会议增加\n"
    ])
    #expect(receipt.entries.map(\.rowCount) == [1])
  }

  @Test func takesTheSeedsAndTakesThemAgainOnlyAsReplacement() async throws {
    let seeds = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let folder = "/\(seeds)/sql/seeds"
    let receipt = try await importFolder(folder)
    #expect(receipt.ignoredFiles.isEmpty)
    #expect(receipt.entries.allSatisfy { $0.rowCount > 0 })
    await #expect(throws: ImportError.self) { try await importFolder(folder) }
    #expect(try await importFolder(folder, replace: true) == receipt)
    let retired = try await column(
      "SELECT from_code FROM reference.crosswalk WHERE to_code = '' AND kind = 'retire'")
    #expect(retired == ["2080504"])
  }
}
