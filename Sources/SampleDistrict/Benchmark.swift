import BudgetDomain

/// Lines for measuring: ten years of final accounts of many units, streamed in constant memory.
///
/// One account has 62 or 63 functional rows (62.5 on average, hence 625 a unit over ten years): a
/// grand total, six class totals, and four rows for each of about fourteen items.
struct Benchmark {
  private let units: Int
  private let years: ClosedRange<Int>
  private let seed: UInt64

  /// Leaf units below one department: 20 beside its own group of 30; 4 % of groups.
  private static let unitsPerDepartment = 50
  private static let unitsPerInnerGroup = 30
  private static let linesPerUnit = 625

  /// - Parameter lines: Rows to write, rounded down to whole units of 625, at least one.
  init(lines: Int, lastYear: Int, seed: UInt64) {
    units = max(1, lines / Self.linesPerUnit)
    years = (lastYear - 9)...lastYear
    self.seed = seed
  }

  /// Writes unit.csv, submission.csv and line.csv.
  func write(to directory: String) throws(SampleError) -> SampleReceipt {
    SampleReceipt(files: [
      try writeUnits(directory), try writeSubmissions(directory), try writeLines(directory),
    ])
  }

  private func writeUnits(_ directory: String) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      directory + "/unit.csv",
      header: ["unit_code", "valid_from", "name", "parent_code", "unit_type"])
    for index in 0..<units {
      let place = Place(index)
      if place.number == 0 {
        try addUnit(place.department, "主管部门\(place.department)", nil, nil, to: &file)
      }
      if place.number == Self.unitsPerDepartment - Self.unitsPerInnerGroup {
        try addUnit(
          place.innerGroup, "二级部门\(place.innerGroup)", place.department, nil, to: &file)
      }
      try addUnit(place.code, "单位\(place.code)", place.parent, place.type, to: &file)
    }
    return SampleReceipt.File(name: "unit.csv", rows: try file.finish())
  }

  private func addUnit(
    _ code: String, _ name: String, _ parent: String?, _ type: UnitType?, to file: inout CSVFile
  ) throws(SampleError) {
    file.field(code)
    file.field(Int64(years.lowerBound))
    file.field(name)
    file.field(parent)
    file.field(type?.rawValue)
    try file.endRow()
  }

  private func writeSubmissions(_ directory: String) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      directory + "/submission.csv",
      header: [
        "submission_id", "unit_code", "fiscal_year", "kind", "revision", "status", "amount_unit",
        "submitted_at",
      ])
    var id: Int64 = 0
    for year in years {
      let submittedAt = "\(year + 1)-03-15 09:00:00+08"
      for index in 0..<units {
        id += 1
        file.field(id)
        file.field(Place(index).code)
        file.field(Int64(year))
        file.field("final_account")
        file.field(1)
        file.field("accepted")
        file.field("yuan")
        file.field(submittedAt)
        try file.endRow()
      }
    }
    return SampleReceipt.File(name: "submission.csv", rows: try file.finish())
  }

  private func writeLines(_ directory: String) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      directory + "/line.csv",
      header: [
        "submission_id", "line_no", "section", "functional_code", "fund_type",
        "expenditure_kind", "initial_budget", "final_budget", "actual",
      ])
    let plans = BenchmarkMenu.all.flatMap { menu in
      [true, false].flatMap { withFund in
        [55, 56].map { BenchmarkPlan(menu, rows: $0, withFund: withFund) }
      }
    }
    var account = BenchmarkAccount(seed: seed)
    var id: Int64 = 0
    for year in years {
      for index in 0..<units {
        id += 1
        // Of 100 units, five also have fund money, where their menu has class 212.
        let menu = index % BenchmarkMenu.all.count
        let choice = (index % 100 < 5 ? 0 : 2) + (year + index) % 2
        try account.write(plans[menu * 4 + choice], submission: id, to: &file)
      }
    }
    return SampleReceipt.File(name: "line.csv", rows: try file.finish())
  }

  /// Where the unit with an index stands.
  private struct Place {
    let number: Int
    let department: String
    let innerGroup: String
    let code: String
    let type: UnitType

    init(_ index: Int) {
      number = index % Benchmark.unitsPerDepartment
      department = String(10_001 + index / Benchmark.unitsPerDepartment)
      innerGroup = department + "900"
      let isInner = number >= Benchmark.unitsPerDepartment - Benchmark.unitsPerInnerGroup
      code = (isInner ? innerGroup : department) + String(101 + number)
      type = number % 3 == 0 ? .administration : .institution
    }

    var parent: String { code.hasPrefix(innerGroup) ? innerGroup : department }
  }
}
