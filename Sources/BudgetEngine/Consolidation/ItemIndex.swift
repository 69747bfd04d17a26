public import BudgetDomain

/// One published code on one axis.
public struct Item: Hashable, Sendable {
  /// The axis.
  public let axis: Axis
  /// The code as published: digits, a project, an income kind, a figure, `?` or `*`.
  public let code: String
  /// The subject; nil on axes without a classification.
  public let subject: SubjectCode?
  /// The place of the code one level up; nil for `*`.
  public let parent: Int?
}

/// All codes that this run publishes, each with a dense number; a code comes after its parent.
public struct ItemIndex: Sendable {
  /// The items; each axis is one range that begins with its `*`.
  public let items: [Item]
  private let subjects: [UInt64: Int32]
  private let income: [Int32]
  private let projects: [[Int32]]
  private let figures: [FigureName: Int32]
  /// The first key of the stated figures, whose axis comes last.
  let figureStart: Int32

  /// How many kinds of fund a cell's key distinguishes, `*` included.
  static let fundCount: Int32 = 6

  /// Numbers every code that is accepted, every code above it, every code in `recorded`, and the
  /// functional codes in `restated`.
  init(
    _ accepted: AcceptedTotals, figures names: Set<FigureName>, recorded: [RecordedYear],
    restated: Set<SubjectCode> = []
  ) {
    var items: [Item] = []
    var subjects: [UInt64: Int32] = [:]
    for axis in [Axis.functional, .economic] {
      var codes: Set<SubjectCode> = [.all]
      for seen in accepted.codes where seen.axis == axis { Self.insert(seen.code, into: &codes) }
      if axis == .functional { for code in restated { Self.insert(code, into: &codes) } }
      for code in recorded.flatMap({ $0.codes(on: axis) }).compactMap({ SubjectCode($0) }) {
        Self.insert(code, into: &codes)
      }
      for code in codes.sorted() {
        let parent = code.parent.flatMap { subjects[Self.key(axis, $0)] }.map(Int.init)
        subjects[Self.key(axis, code)] = Int32(items.count)
        items.append(
          Item(axis: axis, code: code.description, subject: code, parent: parent))
      }
    }
    self.subjects = subjects
    func append(_ axis: Axis, _ codes: some Sequence<String>) -> [String: Int32] {
      let root = items.count
      items.append(Item(axis: axis, code: "*", subject: nil, parent: nil))
      var numbers = ["*": Int32(root)]
      for code in Set(codes).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      where code != "*" {
        numbers[code] = Int32(items.count)
        items.append(Item(axis: axis, code: code, subject: nil, parent: root))
      }
      return numbers
    }
    let named = recorded.flatMap { $0.codes(on: .project) }
    let projects = append(.project, accepted.projects.joined().map(Self.shown) + named)
    self.projects = accepted.projects.map { $0.map { projects[Self.shown($0)] ?? 0 } }
    let income = append(.income, IncomeKind.allCases.map { Self.shown($0.name) })
    self.income = IncomeKind.allCases.map { income[Self.shown($0.name)] ?? 0 }
    let stated = names.filter(\.isAdditive).map(\.text) + recorded.flatMap { $0.codes(on: .figure) }
    figureStart = Int32(items.count) * Self.fundCount
    let figures = append(.figure, stated)
    self.figures = Dictionary(
      uniqueKeysWithValues: figures.map { (FigureName($0.key), $0.value) })
    self.items = items
  }

  /// The key of a leaf total's cell.
  func key(worker: Int, _ total: borrowing LeafTotal) -> Int32 {
    let item: Int32 =
      switch total.axis {
      case .functional, .economic:
        subjects[UInt64(total.axis.rawValue) << 32 | UInt64(total.code)] ?? 0
      case .project: projects[worker][Int(total.code)]
      case .income: income[Int(total.code)]
      case .figure: 0
      }
    return item * Self.fundCount + Int32(total.fund.rawValue)
  }

  /// The key of the cell of a functional subject and a fund, which some submission books on.
  func key(functional code: SubjectCode, _ fund: FundType) -> Int32 {
    (subjects[Self.key(.functional, code)] ?? 0) * Self.fundCount + Int32(fund.rawValue)
  }

  /// The key of a figure's cell; nil where the figure is not added up.
  func key(_ figure: FigureName) -> Int32? {
    figures[figure].map { $0 * Self.fundCount + Int32(FundType.all.rawValue) }
  }

  /// The number of a functional subject; nil where the run has no such code.
  func number(of code: SubjectCode) -> Int32? { subjects[Self.key(.functional, code)] }

  /// The key of a functional subject's cell of one fund; nil where the run has no such code.
  public func key(_ booked: BookedCode) -> Int32? {
    number(of: booked.code).map { $0 * Self.fundCount + Int32(booked.fund.rawValue) }
  }

  /// The key of all functional subjects and funds together.
  var wholeKey: Int32 { key(BookedCode(fund: .all, code: .all)) ?? -1 }

  /// The functional axis comes first: its keys lie below this one.
  var functionalEnd: Int32 {
    Int32(items.prefix { $0.axis == .functional }.count) * Self.fundCount
  }

  /// The keys of recorded cells, by axis and code.
  func numbers() -> [Axis: [String: Int32]] {
    var numbers: [Axis: [String: Int32]] = [:]
    for (number, item) in items.enumerated() {
      numbers[item.axis, default: [:]][item.code] = Int32(number)
    }
    return numbers
  }

  private static func insert(_ code: SubjectCode, into codes: inout Set<SubjectCode>) {
    var next: SubjectCode? = code
    while let code = next, codes.insert(code).inserted { next = code.parent }
  }

  private static func key(_ axis: Axis, _ code: SubjectCode) -> UInt64 {
    UInt64(axis.rawValue) << 32 | UInt64(code.rank)
  }

  /// A row that names no project, or no source, is published under `?`.
  private static func shown(_ code: String) -> String { code.isEmpty ? "?" : code }
}
