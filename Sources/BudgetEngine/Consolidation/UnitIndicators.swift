public import BudgetDomain

/// Works out the indicators of a year's units while the tree is walked, children before parents.
///
/// A unit's indicator needs both its terms; a group's compares the sums of the units under it that
/// have both, so that one unit's missing figure does not bend the ratio of the others.
public struct UnitIndicators {
  /// One published indicator.
  public struct Row: Sendable {
    /// The unit's place in the tree.
    public let place: Int
    /// The indicator.
    public let indicator: Indicator
    /// Both terms.
    public let ratio: IndicatorRatio
    /// The band; nil where the base is not positive.
    public let band: String?
  }

  private typealias Ratios = [Indicator: IndicatorRatio]

  private let terms: IndicatorTerms
  private let bounds: [Indicator: [PrintedNumber]]
  /// By depth: what the units under the open node of that depth add up to so far.
  private var open: [Ratios]
  /// The rows, in the order of the walk, and of `Indicator.allCases` within a unit.
  public private(set) var rows: [Row] = []

  /// Begins with nothing walked.
  public init(_ summary: Summary, tree: UnitTree) {
    terms = IndicatorTerms(summary)
    let settings = summary.validated.batch.reference.settings
    bounds = Dictionary(
      uniqueKeysWithValues: Indicator.allCases.map { ($0, $0.bounds(settings, in: tree.year)) })
    open = [Ratios](repeating: [:], count: (tree.nodes.map(\.depth).max() ?? 0) + 1)
  }

  /// Takes the next node of the walk.
  public mutating func add(_ unit: UnitCells, of node: UnitTree.Node) {
    let ratios = node.isLeaf ? terms.ratios(of: unit) : open[node.depth]
    if !node.isLeaf { open[node.depth] = [:] }
    for indicator in Indicator.allCases {
      guard let ratio = ratios[indicator] else { continue }
      rows.append(
        Row(
          place: unit.place, indicator: indicator, ratio: ratio,
          band: indicator.band(ratio, bounds: bounds[indicator] ?? [])))
      guard node.depth > 0 else { continue }
      open[node.depth - 1][indicator, default: IndicatorRatio(0, over: 0)].add(ratio)
    }
  }
}

/// Finds the terms of the indicators among a unit's cells.
private struct IndicatorTerms {
  private let whole = Int32(FundType.all.rawValue)
  private let figures: [String: Int32]
  /// The keys of `balance.closing.<fund>`.
  private let closing: [Int32]

  private static let names = [
    "staff.actual", "staff.authorised", "three_public.budget", "three_public.actual",
    "three_public.reception.actual", "three_public.vehicle.actual", "total.initial_budget",
    "total.final_budget", "basic.initial_budget", "project.initial_budget",
  ]

  init(_ summary: Summary) {
    let items = summary.items
    figures = Dictionary(
      uniqueKeysWithValues: Self.names.compactMap { name in
        items.key(FigureName(name)).map { (name, $0) }
      })
    closing = items.items.filter { $0.axis == .figure && $0.code.hasPrefix("balance.closing.") }
      .compactMap { items.key(FigureName($0.code)) }
  }

  /// The indicators of a unit without children that have both their terms.
  func ratios(of unit: UnitCells) -> [Indicator: IndicatorRatio] {
    guard unit.hasReported else { return [:] }
    var ratios: [Indicator: IndicatorRatio] = [:]
    func set(_ indicator: Indicator, _ numerator: Int64?, over denominator: Int64?) {
      guard let numerator, let denominator else { return }
      ratios[indicator] = IndicatorRatio(numerator, over: denominator)
    }
    func setChange(_ indicator: Indicator, of cell: KeyedCell?) {
      guard let cell, let current = cell.actual, let prior = cell.prior else { return }
      ratios[indicator] = IndicatorRatio(changeOf: current, from: prior)
    }
    let figure = { (name: String) in self.cell(of: name, in: unit) }
    set(.staffControl, figure("staff.actual")?.actual, over: figure("staff.authorised")?.actual)
    let threePublic = figure("three_public.budget")
    setChange(.threePublicChange, of: threePublic)
    setChange(.receptionChange, of: figure("three_public.reception.actual"))
    setChange(.vehicleChange, of: figure("three_public.vehicle.actual"))
    set(.threePublicControl, figure("three_public.actual")?.actual, over: threePublic?.actual)
    let total = unit.cell(whole)
    let (initial, final) = (initialBudget(total, unit), finalBudget(total, unit))
    set(.budgetCompletion, total?.actual, over: final)
    set(.spendingCompletion, total?.actual, over: initial)
    if let initial, let final {
      ratios[.budgetAdjustment] = IndicatorRatio(changeOf: final, from: initial)
    }
    let left = closing.compactMap { unit.cell($0) }.filter { $0.actual != nil }
    guard !left.isEmpty else { return ratios }
    let balance = left.reduce(0) { $0 + ($1.actual ?? 0) }
    set(.carryOver, balance, over: total?.actual)
    if left.allSatisfy({ $0.prior != nil }) {
      ratios[.carryOverChange] = IndicatorRatio(
        changeOf: balance, from: left.reduce(0) { $0 + ($1.prior ?? 0) })
    }
    return ratios
  }

  /// The initial budget of all spending: of the rows where each states one, else as printed.
  private func initialBudget(_ total: KeyedCell?, _ unit: UnitCells) -> Int64? {
    if let cell = total?.cell, cell.stated.contains(.initial), cell.withoutInitial == 0 {
      return cell.initial
    }
    if let printed = cell(of: "total.initial_budget", in: unit)?.actual { return printed }
    guard let basic = cell(of: "basic.initial_budget", in: unit)?.actual,
      let project = cell(of: "project.initial_budget", in: unit)?.actual
    else { return nil }
    return basic + project
  }

  private func finalBudget(_ total: KeyedCell?, _ unit: UnitCells) -> Int64? {
    if let cell = total?.cell, cell.stated.contains(.final), cell.withoutFinal == 0 {
      return cell.final
    }
    return cell(of: "total.final_budget", in: unit)?.actual
  }

  private func cell(of figure: String, in unit: UnitCells) -> KeyedCell? {
    figures[figure].flatMap { unit.cell($0) }
  }
}

extension KeyedCell {
  /// The stated actual of a unit that has it; one that only remembers last year states nothing.
  fileprivate var actual: Int64? {
    cell.stated.contains(.actual) && !cell.isRemembered ? cell.actual : nil
  }
}

extension UnitCells {
  /// The cell of a key; nil where the unit has none.
  fileprivate func cell(_ key: Int32) -> KeyedCell? {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].key == key ? cells[low] : nil
  }
}
