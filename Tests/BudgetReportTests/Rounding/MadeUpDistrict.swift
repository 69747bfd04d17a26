import BudgetDomain
import BudgetReport

/// A random tree of units and subjects with money of both signs, eliminations, a tree that has
/// changed since, and money on inner subjects.
struct MadeUpDistrict {
  let step = PrintStep(.wanYuan)
  private(set) var parents: [Int?] = [nil]
  private(set) var exact: MeasureAmounts

  /// The top alone, as a unit of a larger district.
  var part: MeasureAmounts {
    var part = exact
    part.units = [exact.units[0]]
    part.units[0].eliminated = [:]
    return part
  }

  init(_ random: inout SeededGenerator, hasKinds: Bool) {
    let unitCount = Int.random(in: 1...25, using: &random)
    for place in 1..<max(unitCount, 1) where place < unitCount {
      // Units stand right behind their groups in an outline; here any order will do.
      parents.append(Int.random(in: max(0, place - 4)..<place, using: &random))
    }
    exact = MeasureAmounts(unitCount: unitCount)
    let categories = ["201", "205", "208", "210", "?"].compactMap { SubjectCode($0) }
      .prefix(Int.random(in: 1...5, using: &random))
    let groups = Set(parents.compactMap(\.self))
    for place in (0..<unitCount).reversed() {
      for code in categories where groups.contains(place) || Bool.random(using: &random) {
        var fen = groups.contains(place) ? 0 : Self.fen(&random)
        for child in (0..<unitCount) where parents[child] == place {
          fen += exact.units[child].amounts[code] ?? 0
        }
        if groups.contains(place), Int.random(in: 0..<3, using: &random) == 0 {
          let eliminated = Self.fen(&random)
          exact.units[place].eliminated[code] = eliminated
          fen -= eliminated
        }
        if groups.contains(place), Int.random(in: 0..<9, using: &random) == 0 {
          fen += Self.fen(&random)
        }
        exact.units[place].amounts[code] = fen
      }
    }
    for (code, fen) in exact.units[0].amounts.sorted(by: { $0.key < $1.key }) {
      divide(code, fen, &random)
    }
    exact.subjects[.all] = exact.units[0].amounts.values.reduce(0, +)
    if hasKinds { addKinds(&random) }
  }

  /// Divides a subject among some below it, with a rest of its own.
  private mutating func divide(
    _ code: SubjectCode, _ fen: Int64, _ random: inout SeededGenerator
  ) {
    exact.subjects[code] = fen
    guard code != .unreadable, code.level != .item, Int.random(in: 0..<4, using: &random) > 0
    else { return }
    var left = fen
    let count = Int.random(in: 1...4, using: &random)
    for number in 1...count {
      guard let below = SubjectCode("\(code)0\(number)") else { continue }
      let isLast = number == count && Bool.random(using: &random)
      let part = isLast ? left : Self.fen(&random)
      left -= part
      divide(below, part, &random)
    }
  }

  private mutating func addKinds(_ random: inout SeededGenerator) {
    for (code, fen) in exact.subjects.sorted(by: { $0.key < $1.key }) {
      let (basic, project) = (Self.fen(&random), Self.fen(&random))
      exact.kinds[code] = [basic, project, fen - basic - project]
    }
    // Those of the total are those of all 类.
    let categories = exact.subjects.keys.filter { $0.level == .category }
    exact.kinds[.all] = (0..<3).map { kind in
      categories.reduce(0) { $0 + (exact.kinds[$1]?[kind] ?? 0) }
    }
  }

  private static func fen(_ random: inout SeededGenerator) -> Int64 {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: Int64.random(in: -20...90, using: &random) * 10_000
    case 1: Int64.random(in: 0...40, using: &random) * 5_000
    case 2: Int64.random(in: -9_999...9_999, using: &random)
    default: Int64.random(in: 0...90_000_000, using: &random)
    }
  }
}

/// What printed figures have to be, checked one definition after the other.
extension MadeUpDistrict {
  /// What does not hold.
  func doubts(about printed: PrintedMeasure) -> [String] {
    parents.indices.flatMap { unitDoubts(printed, $0) } + subjectDoubts(printed)
      + kindDoubts(printed)
  }

  /// The same of the subjects of a unit whose total and 类 were printed elsewhere; the kinds of its
  /// total need only be sums.
  func doubts(aboutPart printed: PrintedMeasure) -> [String] {
    subjectDoubts(printed) + kindDoubts(printed).filter { !$0.hasSuffix(" of *") }
      + (0..<(exact.kinds.isEmpty ? 0 : 3)).compactMap { kind in
        let sum = exact.units[0].amounts.keys.reduce(0) {
          $0 + (printed.kinds[$1]?[kind] ?? 0)
        }
        return sum == printed.kinds[.all]?[kind] ? nil : "sum of kind \(kind)"
      }
  }

  private func unitDoubts(_ printed: PrintedMeasure, _ place: Int) -> [String] {
    let (unit, own) = (printed.units[place], exact.units[place])
    var doubts: [String] = []
    func expect(_ holds: Bool, _ what: String) {
      if !holds { doubts.append("unit \(place): \(what)") }
    }
    expect(Set(unit.amounts.keys) == Set(own.amounts.keys), "has other 类")
    expect(unit.amounts.values.reduce(0, +) == unit.total, "类 do not make the total")
    expect(isNeighbour(unit.total, own.amounts.values.reduce(0, +)), "total is no neighbour")
    for (code, fen) in own.amounts {
      expect(isNeighbour(unit.amounts[code] ?? 0, fen), "\(code) is no neighbour")
    }
    let children = parents.indices.filter { parents[$0] == place }
    guard !children.isEmpty else { return doubts }
    for code in own.amounts.keys {
      let below = children.reduce(0) { $0 + (printed.units[$1].amounts[code] ?? 0) }
      let rest = (unit.unexplained[code] ?? 0) - (unit.eliminated[code] ?? 0)
      expect(below + rest == unit.amounts[code], "\(code) is not the sum of its units")
      expect(
        isNeighbour(unit.eliminated[code] ?? 0, own.eliminated[code] ?? 0),
        "elimination of \(code) is no neighbour")
    }
    let below = children.reduce(0) { $0 + printed.units[$1].total }
    let rest = (unit.unexplained[.all] ?? 0) - (unit.eliminated[.all] ?? 0)
    expect(below + rest == unit.total, "total is not the sum of its units")
    return doubts
  }

  private func subjectDoubts(_ printed: PrintedMeasure) -> [String] {
    let outline = SubjectOutline(exact.subjects.keys)
    return outline.codes.enumerated().compactMap { place, code in
      guard isNeighbour(printed.subjects[code] ?? 0, exact.subjects[code] ?? 0) else {
        return "\(code) is no neighbour"
      }
      let below = outline.codes.indices.filter { outline.parents[$0] == place }
      guard !below.isEmpty else { return nil }
      let sum = below.reduce(printed.direct[code] ?? 0) {
        $0 + (printed.subjects[outline.codes[$1]] ?? 0)
      }
      return sum == printed.subjects[code] ? nil : "\(code) is not the sum of its subjects"
    }
  }

  private func kindDoubts(_ printed: PrintedMeasure) -> [String] {
    guard !exact.kinds.isEmpty else { return [] }
    let outline = SubjectOutline(exact.subjects.keys)
    return outline.codes.enumerated().flatMap { place, code -> [String] in
      let own = printed.kinds[code] ?? []
      var doubts: [String] = []
      if own.reduce(0, +) != printed.subjects[code] { doubts.append("kinds of \(code)") }
      for (kind, fen) in (exact.kinds[code] ?? []).enumerated() {
        if !isNeighbour(own[kind], fen) { doubts.append("kind \(kind) of \(code)") }
        let below = outline.codes.indices.filter { outline.parents[$0] == place }
        let sum = below.reduce(printed.directKinds[code]?[kind] ?? 0) {
          $0 + (printed.kinds[outline.codes[$1]]?[kind] ?? 0)
        }
        if !below.isEmpty, sum != own[kind] { doubts.append("sum of kind \(kind) of \(code)") }
      }
      return doubts
    }
  }

  private func isNeighbour(_ steps: Int64, _ fen: Int64) -> Bool {
    abs(steps * step.fen - fen) < step.fen
  }
}
