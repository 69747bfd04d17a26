import SampleDistrict
import Testing

/// What happens across years and units in the data for measuring: it is what its documents say,
/// and the accounts are those of the plain district.
@Suite struct BenchmarkAcrossTests {
  private struct Files {
    private let directory: ScratchDirectory

    init(lines: Int, _ parts: AcrossParts) throws {
      directory = try ScratchDirectory()
      let profile = SampleOptions.Profile.benchmark(lines: lines, across: parts)
      _ = try SampleDistrict(SampleOptions(profile: profile)).write(to: directory.path)
    }

    func rows(_ table: String) throws -> [CSVTable.Row] {
      try CSVTable(directory.path, table).rows
    }
  }

  private static let years = 2014...2023

  private func year(_ row: CSVTable.Row, _ column: String, or missing: Int = .max) -> Int {
    row[column].flatMap { Int($0) } ?? missing
  }

  /// The functional rows that are neither totals nor paid to anybody, without their codes.
  private func money(_ rows: [CSVTable.Row]) -> [[String: String]] {
    rows.filter { $0["section"] == "functional" && $0["functional_code"]?.utf8.count == 7 }.map {
      $0.filter { !["functional_code", "line_no"].contains($0.key) }
    }
  }

  @Test func leavesTheAccountsAsTheyAre() throws {
    let plain = money(try Files(lines: 31_250, []).rows("line"))
    let across = money(try Files(lines: 31_250, .all).rows("line"))
    try #require(plain.count == across.count)
    let changed = zip(plain, across).filter { $0 != $1 }
    #expect(changed.allSatisfy { $1["counterparty_code"] != nil })
    #expect(!changed.isEmpty)
    #expect(changed.count < plain.count / 500)
  }

  @Test func printsRightTotalsOnCodesOfTheirYears() throws {
    let files = try Files(lines: 12_500, .all)
    let lines = Dictionary(grouping: try files.rows("line")) { $0["submission_id"] ?? "" }
    let shipped = try ShippedSubjects()
    let own = try files.rows("functional_subject")
    for row in try files.rows("submission") {
      let account = lines[row["submission_id"] ?? ""] ?? []
      let submission = FiledDistrict.Submission(row: row, lines: account, figures: [:])
      #expect(
        SubmissionChecker(submission: submission, reading: .mostPrecise).printedTotals() == [])
      for code in Set(account.compactMap { $0["functional_code"] }).subtracting(["*"]) {
        let isListed =
          shipped.lists(code, fund: nil, in: submission.year)
          || own.contains { $0["code"] == code && year($0, "valid_to") >= submission.year }
        #expect(isListed, "\(code) in \(submission.year)")
      }
    }
  }

  @Test func everyCodeThatEndsHasASuccessor() throws {
    let files = try Files(lines: 31_250, .crosswalk)
    let yearsOfFilings = Dictionary(
      uniqueKeysWithValues: try files.rows("submission").map {
        ($0["submission_id"] ?? "", year($0, "fiscal_year"))
      })
    var booked: [String: Set<Int>] = [:]
    for line in try files.rows("line") {
      guard let code = line["functional_code"], code.utf8.count == 7 else { continue }
      booked[code, default: []].insert(yearsOfFilings[line["submission_id"] ?? ""] ?? 0)
    }
    let ended = booked.filter { !$0.value.contains(Self.years.upperBound) }
    #expect(ended.count >= 8)
    let rows = try files.rows("crosswalk") + [["from_code": "21605", "effective_year": "2019"]]
    for (code, years) in ended {
      let isFollowed = rows.contains { row in
        code.hasPrefix(row["from_code"] ?? "-")
          && year(row, "effective_year") == (years.max() ?? 0) + 1
      }
      #expect(isFollowed, "\(code) until \(years.max() ?? 0)")
    }
    #expect(try files.rows("crosswalk").count { $0["share_numerator"] == nil } == 2)
  }

  @Test func everyUnitThatFilesIsThere() throws {
    let files = try Files(lines: 253_750, .successions)
    let spells = Dictionary(grouping: try files.rows("unit")) { $0["unit_code"] ?? "" }
    for submission in try files.rows("submission") {
      let filed = year(submission, "fiscal_year")
      let valid = (spells[submission["unit_code"] ?? ""] ?? []).filter {
        (year($0, "valid_from")...year($0, "valid_to")).contains(filed)
      }
      #expect(valid.count == 1)
    }
    let rows = try files.rows("unit_succession")
    #expect(Set(rows.compactMap { $0["kind"] }) == ["rename", "merge", "split", "transfer"])
    let heirs = Set(rows.compactMap { $0["to_unit"] })
    #expect(heirs.allSatisfy { spells[$0] != nil })
    // One unit of all four kinds has moved under another department.
    let moved = spells.values.filter { Set($0.compactMap { $0["parent_code"] }).count > 1 }
    #expect(moved.count == 1)
    let closed = spells.filter { $1.allSatisfy { $0["valid_to"] != nil } }.keys
    #expect(Set(closed).isSubset(of: rows.compactMap { $0["from_unit"] }))
    #expect(closed.count == 2)
  }

  @Test func oneAccountInTwentyPays() throws {
    let files = try Files(lines: 250_000, .transfers)
    let units = Dictionary(
      uniqueKeysWithValues: try files.rows("submission").map {
        ($0["submission_id"] ?? "", "\($0["unit_code"] ?? "") \($0["fiscal_year"] ?? "")")
      })
    var paid: [String: Int128] = [:]
    var received: [String: Int128] = [:]
    for line in try files.rows("line") {
      guard let other = line["counterparty_code"] else { continue }
      let filer = units[line["submission_id"] ?? ""] ?? ""
      let fen = PrintedFigure(amount: line["actual"] ?? "", unit: "yuan")?.value ?? 0
      let parts = filer.split(separator: " ")
      if line["section"] == "income" {
        received["\(other) \(parts[0]) \(parts[1])", default: 0] += fen
      } else {
        paid["\(parts[0]) \(other) \(parts[1])", default: 0] += fen
      }
    }
    let register = try files.rows("internal_transfer")
    #expect(paid.count == units.count / 20)
    let matched = paid.count { received[$0.key] == $0.value }
    #expect(matched == paid.count * 7 / 10)
    let partly = paid.filter { received[$0.key] != nil && received[$0.key] != $0.value }
    #expect(partly.count == paid.count / 10)
    let unnamed = received.keys.count { paid[$0] == nil }
    #expect(unnamed == units.count / 200)
    let registered = Set(
      register.map { row in
        ["payer_code", "payee_code", "fiscal_year"].map { row[$0] ?? "" }.joined(separator: " ")
      })
    #expect(paid.keys.count { !registered.contains($0) } == paid.count / 10)
  }
}
