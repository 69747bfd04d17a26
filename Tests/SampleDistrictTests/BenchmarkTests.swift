import SampleDistrict
import Testing

/// The data for measuring: its size, its shape, and that its printed totals are right.
@Suite struct BenchmarkTests {
  private struct Files {
    let units: [CSVTable.Row]
    let submissions: [CSVTable.Row]
    let lines: [String: [CSVTable.Row]]
  }

  private func files(lines: Int) throws -> Files {
    let directory = try ScratchDirectory()
    let receipt = try SampleDistrict(SampleOptions(profile: .benchmark(lines: lines)))
      .write(to: directory.path)
    #expect(receipt.rows(of: "line.csv") == lines)
    return Files(
      units: try CSVTable(directory.path, "unit").rows,
      submissions: try CSVTable(directory.path, "submission").rows,
      lines: Dictionary(grouping: try CSVTable(directory.path, "line").rows) {
        $0["submission_id"] ?? ""
      })
  }

  @Test func isAsLargeAsAsked() throws {
    let files = try files(lines: 62_500)
    #expect(files.units.count == 104)
    #expect(files.submissions.count == 1000)
    #expect(Set(files.submissions.compactMap { $0["fiscal_year"] }).count == 10)
    #expect(Set(files.lines.values.map(\.count)) == [62, 63])
    let funds = files.lines.values.flatMap { $0 }.compactMap { $0["fund_type"] }
    let inFund = funds.count { $0 == "fund" }
    #expect(inFund > 0)
    #expect(inFund * 20 < funds.count)
  }

  @Test func publishesAboutSixtyCellsAnAccount() throws {
    let files = try files(lines: 6_250)
    for account in files.lines.values {
      let codes = Set(account.compactMap { $0["functional_code"] }.filter { $0.utf8.count == 7 })
      let nodes = Set(codes.flatMap { [$0, String($0.prefix(5)), String($0.prefix(3))] })
      #expect((25...32).contains(nodes.count))
    }
  }

  @Test func printsRightTotalsAndListedCodes() throws {
    let files = try files(lines: 12_500)
    let subjects = try ShippedSubjects()
    for row in files.submissions {
      let submission = FiledDistrict.Submission(
        row: row, lines: files.lines[row["submission_id"] ?? ""] ?? [], figures: [:])
      let checks = SubmissionChecker(submission: submission, reading: .mostPrecise)
      #expect(checks.printedTotals() == [])
    }
    let listed = Set(files.lines.values.flatMap { $0 }.compactMap { $0["functional_code"] })
      .subtracting(["*"])
    for code in listed {
      #expect((2014...2023).allSatisfy { subjects.lists(code, fund: nil, in: $0) }, "\(code)")
    }
  }
}
