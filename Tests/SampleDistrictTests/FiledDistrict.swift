import Foundation
import SampleDistrict

/// The import files of a district, read back as a bureau would.
struct FiledDistrict {
  struct Submission {
    let row: CSVTable.Row
    let lines: [CSVTable.Row]
    let figures: [String: String]
    let rows: [PrintedRow]

    init(row: CSVTable.Row, lines: [CSVTable.Row], figures: [String: String]) {
      self.row = row
      self.lines = lines
      self.figures = figures
      rows = PrintedRow.rows(lines, amountUnit: row["amount_unit"] ?? "")
    }

    var id: String { row["submission_id"] ?? "" }
    var unitCode: String { row["unit_code"] ?? "" }
    var year: Int { Int(row["fiscal_year"] ?? "") ?? 0 }
    var kind: String { row["kind"] ?? "" }
    var amountUnit: String { row["amount_unit"] ?? "" }

    func amount(_ figure: String) -> PrintedFigure? {
      figures[figure].flatMap { PrintedFigure(amount: $0, unit: amountUnit) }
    }
  }

  let units: [CSVTable.Row]
  let expectations: [CSVTable.Row]
  let submissions: [Submission]
  let planted: [CSVTable.Row]

  init(_ directory: String) throws {
    units = try CSVTable(directory, "unit").rows
    expectations = try CSVTable(directory, "expected_submission").rows
    planted = try CSVTable(directory, "planted").rows
    let lines = Dictionary(grouping: try CSVTable(directory, "line").rows) { $0["submission_id"] }
    let figures = Dictionary(grouping: try CSVTable(directory, "stated_figure").rows) {
      $0["submission_id"]
    }
    submissions = try CSVTable(directory, "submission").rows.map { row in
      let stated = (figures[row["submission_id"]] ?? []).map {
        ($0["figure"] ?? "", $0["value"] ?? "")
      }
      return Submission(
        row: row, lines: lines[row["submission_id"]] ?? [],
        figures: Dictionary(uniqueKeysWithValues: stated))
    }
  }

  /// The highest revision that is submitted or accepted, for each unit, year and kind.
  var effective: [Submission] {
    let inForce = submissions.filter { ["submitted", "accepted"].contains($0.row["status"]) }
    let filings = Dictionary(grouping: inForce) { "\($0.unitCode) \($0.year) \($0.kind)" }
    return filings.values.compactMap { filing in
      filing.max { Int($0.row["revision"] ?? "") ?? 0 < Int($1.row["revision"] ?? "") ?? 0 }
    }
  }

  func isValid(_ unit: CSVTable.Row, in year: Int) -> Bool {
    Int(unit["valid_from"] ?? "") ?? 0 <= year && year <= Int(unit["valid_to"] ?? "") ?? .max
  }
}

extension FiledDistrict {
  /// The district that the demonstration shows, made once for all suites.
  static let ofTheDemonstration = Result {
    let directory = try ScratchDirectory()
    _ = try SampleDistrict(SampleOptions()).write(to: directory.path)
    return try FiledDistrict(directory.path)
  }
}

/// The shipped list of functional subjects.
struct ShippedSubjects {
  private let rows: [String: [CSVTable.Row]]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let seeds = root.appendingPathComponent("sql/seeds").path
    rows = Dictionary(grouping: try CSVTable(seeds, "functional_subject").rows) {
      $0["code"] ?? ""
    }
  }

  /// Whether the code is listed for the fund, an open fund being looked up in all, and is valid
  /// in the year, or in any year.
  func lists(_ code: String, fund: String?, in year: Int? = nil) -> Bool {
    (rows[code] ?? []).contains { row in
      guard fund == nil || row["fund_type"] == fund else { return false }
      guard let year else { return true }
      return Int(row["valid_from"] ?? "") ?? 0 <= year
        && year <= Int(row["valid_to"] ?? "") ?? .max
    }
  }
}
