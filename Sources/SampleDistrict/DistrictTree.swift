import BudgetDomain

/// One unit of the district: a group, or a leaf that files money.
struct Unit: Sendable {
  let code: String
  let name: String
  let parentCode: String?
  /// Null for groups.
  let type: UnitType?
  var validFrom = 2010
  var validTo: Int?
  /// The subject of running costs; empty for groups.
  var basicCode = ""
  var projectCodes: [String] = []
  var fundCode: String?
  /// One style a department: a control total then compares figures of equal precision.
  var style: PrintStyle
  /// A group that files a control total, and every unit below it.
  let standsUnderControlTotal: Bool

  var isGroup: Bool { type == nil }

  func isValid(in year: Int) -> Bool { validFrom <= year && year <= validTo ?? .max }
}

/// The units of the district in the order of their codes; the district itself has no row.
struct DistrictTree: Sendable {
  private(set) var units: [Unit] = []

  var leaves: [Unit] { units.filter { !$0.isGroup } }

  /// The leaves below a group, at any depth.
  func leaves(below group: Unit) -> [Unit] {
    leaves.filter { $0.code != group.code && $0.code.hasPrefix(group.code) }
  }

  init(_ options: SampleOptions) {
    var number = 0
    var left = options.unitCount
    while left > 0 {
      let department =
        number < Department.named.count
        ? Department.named[number] : Department.street(number - Department.named.count + 1)
      append(department, number: number, left: &left)
      number += 1
    }
    letSomeComeAndGo(options.years)
  }

  private mutating func append(_ department: Department, number: Int, left: inout Int) {
    let code = String(101 + number)
    let leavesBefore = left
    guard !department.subordinates.isEmpty, left > 1 else {
      let style: PrintStyle = number % 4 == 1 ? .coarseWanYuan : .wanYuan
      let seat = Seat(department: department, style: style, controlled: false)
      add(code + "001", "区" + department.name, nil, .administration, department.basicCode, seat)
      left -= 1
      return
    }
    let seat = Seat(
      department: department, style: number % 2 == 0 ? .yuan : .wanYuan, controlled: number % 4 >= 2
    )
    addGroup(code, "区" + department.name, nil, seat)
    add(
      code + "001", "区\(department.name)本级", code, .administration, department.basicCode, seat)
    left -= 1
    for (index, subordinate) in department.subordinates.enumerated() where left > 0 {
      let own = code + threeDigits(index + 2)
      append(subordinate, code: own, parent: code, seat, left: &left)
    }
    assert(left < leavesBefore)
  }

  private mutating func append(
    _ subordinate: Subordinate, code: String, parent: String, _ seat: Seat, left: inout Int
  ) {
    guard !subordinate.members.isEmpty, left > 1 else {
      add(
        code, "区" + subordinate.name, parent, subordinate.type, subordinate.basicCode, seat)
      left -= 1
      return
    }
    addGroup(code, "区" + subordinate.name, parent, seat)
    let names = ["\(subordinate.name)本级"] + subordinate.members
    for (index, name) in names.prefix(left).enumerated() {
      add(
        code + threeDigits(index + 1), "区" + name, code, subordinate.type,
        subordinate.basicCode, seat)
    }
    left -= min(left, names.count)
  }

  /// One unit is founded and one is closed within the years, outside the control totals.
  private mutating func letSomeComeAndGo(_ years: ClosedRange<Int>) {
    guard years.count >= 4 else { return }
    let candidates = units.indices.filter {
      let unit = units[$0]
      return !unit.isGroup && !unit.standsUnderControlTotal && unit.type == .institution
    }
    guard candidates.count >= 4, let last = candidates.last else { return }
    units[last].validFrom = years.upperBound - 1
    units[candidates[candidates.count / 2]].validTo = years.lowerBound + 1
  }
}

extension DistrictTree {
  /// What all units of a department share.
  private struct Seat {
    let department: Department
    let style: PrintStyle
    let controlled: Bool
  }

  private mutating func addGroup(_ code: String, _ name: String, _ parent: String?, _ seat: Seat) {
    units.append(
      Unit(
        code: code, name: name, parentCode: parent, type: nil, style: seat.style,
        standsUnderControlTotal: seat.controlled))
  }

  private mutating func add(
    _ code: String, _ name: String, _ parent: String?, _ type: UnitType, _ basicCode: String,
    _ seat: Seat
  ) {
    units.append(
      Unit(
        code: code, name: name, parentCode: parent, type: type, basicCode: basicCode,
        projectCodes: seat.department.projectCodes, fundCode: seat.department.fundCode,
        style: seat.style, standsUnderControlTotal: seat.controlled))
  }
}

/// A number below 1000 with leading zeros.
private func threeDigits(_ number: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
}
