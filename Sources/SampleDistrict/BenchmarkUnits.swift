import BudgetDomain

/// The units of a benchmark district: departments of 50, of which 30 stand in a group of their own.
///
/// Every place files one account a year. With successions something happens to one place in 101 in
/// one of the years after the first: a unit is renamed; it is merged into its neighbour while
/// another one is split off a third of the department, which files the place's account from then
/// on; it hands a third of its tasks to a unit of another department; or it moves there as it is.
/// The accounts are the same as without.
struct BenchmarkUnits {
  /// What happens to a place.
  private enum Event: CaseIterable {
    case rename
    case mergeAndSplit
    case transfer
    case move
  }

  let count: Int
  private let years: ClosedRange<Int>
  private let hasSuccessions: Bool

  private static let unitsPerDepartment = 50
  private static let unitsPerInnerGroup = 30
  private static let placesPerEvent = 101

  init(_ count: Int, _ years: ClosedRange<Int>, _ parts: AcrossParts) {
    self.count = count
    self.years = years
    hasSuccessions = parts.contains(.successions)
  }

  /// The code of the unit that files the account of a place in a year.
  func code(_ index: Int, in year: Int) -> String {
    let place = Place(index)
    guard let (event, first) = event(index), year >= first else { return place.code }
    return event == .rename || event == .mergeAndSplit ? place.nextCode : place.code
  }

  /// Writes unit.csv and, with successions, unit_succession.csv.
  func write(to directory: String) throws(SampleError) -> [SampleReceipt.File] {
    var file = try CSVFile(
      directory + "/unit.csv",
      header: ["unit_code", "valid_from", "valid_to", "name", "parent_code", "unit_type"])
    for index in 0..<count {
      let place = Place(index)
      if place.number == 0 {
        try add(place.department, "主管部门\(place.department)", nil, nil, to: &file)
      }
      if place.number == Self.unitsPerDepartment - Self.unitsPerInnerGroup {
        try add(place.innerGroup, "二级部门\(place.innerGroup)", place.department, nil, to: &file)
      }
      try add(place, event(index), to: &file)
    }
    var files = [SampleReceipt.File(name: "unit.csv", rows: try file.finish())]
    if hasSuccessions {
      files.append(
        try ImportFiles(directory: directory).write((0..<count).flatMap { changes(at: $0) }))
    }
    return files
  }

  private func add(
    _ place: Place, _ event: (kind: Event, year: Int)?, to file: inout CSVFile
  ) throws(SampleError) {
    let name = "单位\(place.code)"
    guard let event, event.kind != .transfer else {
      return try add(place.code, name, place.parent, place.type, to: &file)
    }
    try add(place.code, name, place.parent, place.type, until: event.year - 1, to: &file)
    let (code, parent) =
      event.kind == .move
      ? (place.code, partner(place.index).parent) : (place.nextCode, place.parent)
    try add(code, name, parent, place.type, from: event.year, to: &file)
  }

  private func add(
    _ code: String, _ name: String, _ parent: String?, _ type: UnitType?, from first: Int? = nil,
    until last: Int? = nil, to file: inout CSVFile
  ) throws(SampleError) {
    file.field(code)
    file.field(Int64(first ?? years.lowerBound))
    file.field(last.map { String($0) })
    file.field(name)
    file.field(parent)
    file.field(type?.rawValue)
    try file.endRow()
  }
}

extension BenchmarkUnits {
  private func event(_ index: Int) -> (kind: Event, year: Int)? {
    guard hasSuccessions, index % Self.placesPerEvent == 37 else { return nil }
    let number = index / Self.placesPerEvent
    return (
      Event.allCases[number % Event.allCases.count],
      years.lowerBound + 1 + number % (years.count - 1)
    )
  }

  private func changes(at index: Int) -> [UnitChange] {
    guard let (event, year) = event(index) else { return [] }
    let place = Place(index)
    func change(
      _ from: String, _ to: String, _ kind: UnitSuccession.Kind, _ share: (Int64, Int64) = (1, 1)
    ) -> UnitChange {
      UnitChange(from: from, to: to, year: year, kind: kind, share: share)
    }
    switch event {
    case .rename:
      return [change(place.code, place.nextCode, .rename)]
    case .mergeAndSplit:
      let (heir, origin) = (neighbour(index, 1).code, neighbour(index, 2).code)
      return [
        change(place.code, heir, .merge), change(origin, origin, .split, (3, 4)),
        change(origin, place.nextCode, .split, (1, 4)),
      ]
    case .transfer:
      return [change(place.code, partner(index).code, .transfer, (1, 3))]
    case .move:
      return []
    }
  }

  /// A unit of the same department.
  private func neighbour(_ index: Int, _ step: Int) -> Place {
    let number = index % Self.unitsPerDepartment
    let isNear = number + step < Self.unitsPerDepartment && index + step < count
    return Place(isNear ? index + step : index - step)
  }

  /// A unit of the next department, or of the one before.
  private func partner(_ index: Int) -> Place {
    let next = index + Self.unitsPerDepartment
    return Place(next < count ? next : max(0, index - Self.unitsPerDepartment))
  }

  /// Where the unit with an index stands in the first year.
  private struct Place {
    let index: Int
    let number: Int
    let department: String
    let innerGroup: String
    let parent: String
    let type: UnitType

    init(_ index: Int) {
      self.index = index
      number = index % BenchmarkUnits.unitsPerDepartment
      department = String(10_001 + index / BenchmarkUnits.unitsPerDepartment)
      innerGroup = department + "900"
      let isInner =
        number >= BenchmarkUnits.unitsPerDepartment - BenchmarkUnits.unitsPerInnerGroup
      parent = isInner ? innerGroup : department
      type = number % 3 == 0 ? .administration : .institution
    }

    var code: String { parent + String(101 + number) }
    /// The code of the unit that files the account after a change.
    var nextCode: String { parent + String(501 + number) }
  }
}
