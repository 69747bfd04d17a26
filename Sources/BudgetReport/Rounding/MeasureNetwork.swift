internal import BudgetDomain

/// The network of one measure: its units, 类, subjects and their kinds.
///
/// Money flows from the top's total down the tree of units, from the units by 类 up again to the
/// 类 of the top, from there down the tree of subjects, and from the subjects by kind up to the
/// kinds of the total. Every printed figure is a flow on that way.
struct MeasureNetwork {
  /// Which printed figure a flow is.
  private enum Figure {
    case total(unit: Int)
    case amount(unit: Int, SubjectCode)
    case eliminated(unit: Int, SubjectCode)
    case unexplained(unit: Int, SubjectCode)
    case subject(SubjectCode)
    case direct(SubjectCode)
    case kind(SubjectCode, Int)
    case directKind(SubjectCode, Int)
  }

  private let exact: MeasureAmounts
  private let parents: [Int?]
  /// The units right below each one.
  private let children: [[Int]]
  private let step: PrintStep
  private var network: RoundingNetwork
  private var figures: [Figure] = []
  /// The same flows for whoever changes them once they are printed.
  private var flows: [GivenFlows.Flow] = []
  /// Where all money comes from and goes to.
  private let source: Int32
  private var unitPlaces: [Int32] = []
  /// Where the units of a group add up, by group and 类.
  private var columns: [[SubjectCode: Int32]]
  private var subjectPlaces: [SubjectCode: Int32] = [:]
  /// Where the subjects below one add up by kind.
  private var kindPlaces: [SubjectCode: [Int32]] = [:]

  /// - Parameter parents: The group of each unit, as in the outline.
  init(_ exact: MeasureAmounts, parents: [Int?], step: PrintStep) {
    precondition(exact.units.count == parents.count)
    self.exact = exact
    self.parents = parents
    var children = [[Int]](repeating: [], count: parents.count)
    for (unit, parent) in parents.enumerated() {
      if let parent { children[parent].append(unit) }
    }
    self.children = children
    self.step = step
    network = RoundingNetwork(step: step)
    source = network.addPlace()
    columns = [[SubjectCode: Int32]](repeating: [:], count: parents.count)
    unitPlaces = parents.map { _ in network.addPlace() }
    for unit in parents.indices { addUnit(unit) }
    // The first figure is the total.
    if !figures.isEmpty { network.pin(0) }
    for unit in parents.indices where !children[unit].isEmpty { addRests(of: unit) }
    if !exact.kinds.isEmpty { addSubjects() }
  }

  /// The printed units and, where they are divided by kind, the subjects of the top.
  func printed() -> PrintedMeasure { measure(network.printed()) }

  /// The same of a single unit whose total and 类 are printed already, in the table of all units.
  ///
  /// The subjects and kinds give way to these; where they cannot, the kinds of the total do, which
  /// are the sums of the 类's then, but may be no neighbours.
  func printed(given unit: PrintedMeasure.Unit) -> PrintedMeasure {
    precondition(parents.count == 1, "one unit")
    var flows = GivenFlows(flows, step: step, steps: network.printed())
    var loose: [Int] = []
    for (number, figure) in figures.enumerated() {
      switch figure {
      case .total: flows.give(number, unit.total)
      case .amount(_, let code): flows.give(number, unit.amounts[code] ?? 0)
      case .kind(.all, _): loose.append(number)
      default: break
      }
    }
    if !flows.settle() { flows.settle(loosening: loose) }
    return measure(flows.steps)
  }

  private func measure(_ steps: [Int64]) -> PrintedMeasure {
    var measure = PrintedMeasure(
      units: [PrintedMeasure.Unit](repeating: PrintedMeasure.Unit(), count: parents.count))
    let kindCount = exact.kinds.values.first?.count ?? 0
    let noKinds = [Int64](repeating: 0, count: kindCount)
    for (figure, steps) in zip(figures, steps) {
      switch figure {
      case .total(let unit): measure.units[unit].total = steps
      case .amount(let unit, let code): measure.units[unit].amounts[code] = steps
      case .eliminated(let unit, let code): measure.units[unit].eliminated[code] = -steps
      case .unexplained(let unit, let code): measure.units[unit].unexplained[code] = steps
      case .subject(let code): measure.subjects[code] = steps
      case .direct(let code): measure.direct[code] = steps
      case .kind(let code, let kind): measure.kinds[code, default: noKinds][kind] = steps
      case .directKind(let code, let kind):
        measure.directKinds[code, default: noKinds][kind] = steps
      }
    }
    return measure
  }

  private mutating func add(_ figure: Figure, _ fen: Int64, from: Int32, to: Int32) {
    let number = network.addFigure(fen, from: from, to: to)
    precondition(number == figures.count)
    figures.append(figure)
    flows.append(GivenFlows.Flow(origin: Int(from), destination: Int(to), fen: fen))
  }

  private mutating func column(_ unit: Int, _ code: SubjectCode) -> Int32 {
    if let place = columns[unit][code] { return place }
    let place = network.addPlace()
    columns[unit][code] = place
    return place
  }
}

extension MeasureNetwork {
  private mutating func addUnit(_ unit: Int) {
    let place = unitPlaces[unit]
    let amounts = exact.units[unit].amounts.sorted { $0.key < $1.key }
    add(
      .total(unit: unit), amounts.reduce(0) { $0 + $1.value },
      from: parents[unit].map { unitPlaces[$0] } ?? source, to: place)
    for (code, fen) in amounts {
      let destination =
        if let parent = parents[unit] {
          column(parent, code)
        } else {
          exact.kinds.isEmpty ? source : subjectPlace(code)
        }
      add(
        .amount(unit: unit, code), fen,
        from: children[unit].isEmpty ? place : column(unit, code), to: destination)
    }
  }

  /// What a group has beside its units: one more row for what is taken out, one for what is left.
  private mutating func addRests(of group: Int) {
    let unit = exact.units[group]
    var left = unit.amounts
    for (code, fen) in unit.eliminated { left[code, default: 0] += fen }
    for child in children[group] {
      for (code, fen) in exact.units[child].amounts { left[code, default: 0] -= fen }
    }
    addRow(below: group, unit.eliminated.mapValues { -$0 }) { .eliminated(unit: group, $0) }
    addRow(below: group, left) { .unexplained(unit: group, $0) }
  }

  private mutating func addRow(
    below group: Int, _ amounts: [SubjectCode: Int64], _ figure: (SubjectCode) -> Figure
  ) {
    let amounts = amounts.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    guard !amounts.isEmpty else { return }
    let place = network.addPlace()
    add(
      figure(.all), amounts.reduce(0) { $0 + $1.value }, from: unitPlaces[group], to: place)
    for (code, fen) in amounts { add(figure(code), fen, from: place, to: column(group, code)) }
  }
}

extension MeasureNetwork {
  private mutating func subjectPlace(_ code: SubjectCode) -> Int32 {
    if let place = subjectPlaces[code] { return place }
    let place = network.addPlace()
    subjectPlaces[code] = place
    return place
  }

  private mutating func kindPlace(_ code: SubjectCode, _ kind: Int) -> Int32 {
    if let places = kindPlaces[code] { return places[kind] }
    let places = (exact.kinds[code] ?? []).map { _ in network.addPlace() }
    kindPlaces[code] = places
    return places[kind]
  }

  private mutating func addSubjects() {
    let outline = SubjectOutline(exact.subjects.keys)
    var below = [[SubjectCode]](repeating: [], count: outline.codes.count)
    for (code, parent) in zip(outline.codes, outline.parents) {
      if let parent { below[parent].append(code) }
    }
    for (place, code) in outline.codes.enumerated() {
      let above = outline.parents[place].map { outline.codes[$0] }
      if let above, above != .all {
        add(
          .subject(code), exact.subjects[code] ?? 0, from: subjectPlace(above),
          to: subjectPlace(code))
      }
      addKinds(of: code, above: above, isLeaf: below[place].isEmpty)
      if code != .all, !below[place].isEmpty { addDirect(to: code, beside: below[place]) }
    }
  }

  private mutating func addKinds(of code: SubjectCode, above: SubjectCode?, isLeaf: Bool) {
    for (kind, fen) in (exact.kinds[code] ?? []).enumerated() {
      let origin = isLeaf && code != .all ? subjectPlace(code) : kindPlace(code, kind)
      add(.kind(code, kind), fen, from: origin, to: above.map { kindPlace($0, kind) } ?? source)
    }
  }

  /// What stands on a subject itself is one more subject below it.
  private mutating func addDirect(to code: SubjectCode, beside subjects: [SubjectCode]) {
    let fen = subjects.reduce(exact.subjects[code] ?? 0) { $0 - (exact.subjects[$1] ?? 0) }
    let kinds = (exact.kinds[code] ?? []).enumerated().map { kind, fen in
      subjects.reduce(fen) { $0 - (exact.kinds[$1]?[kind] ?? 0) }
    }
    guard fen != 0 || kinds.contains(where: { $0 != 0 }) else { return }
    let place = network.addPlace()
    add(.direct(code), fen, from: subjectPlace(code), to: place)
    for (kind, fen) in kinds.enumerated() {
      add(.directKind(code, kind), fen, from: place, to: kindPlace(code, kind))
    }
  }
}
