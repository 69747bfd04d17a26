public import BudgetDomain

/// One of the ways in which money, or a figure, is split up; each has a published view.
public enum Axis: UInt8, CaseIterable, Sendable {
  /// By functional subject: `subject_year`.
  case functional = 0
  /// By economic class: `economic_year`.
  case economic = 1
  /// By project: `project_year`.
  case project = 2
  /// By source of income: `income_year`.
  case income = 3
  /// By stated figure: `figure_year`.
  case figure = 4

  /// The axis on which the rows of a section count.
  public init(_ section: Section) {
    switch section {
    case .functional: self = .functional
    case .economic: self = .economic
    case .project: self = .project
    case .income: self = .income
    }
  }
}

/// What one submission books on one code and fund: the smallest sum that a run works with.
public struct LeafTotal: Equatable, Sendable {
  /// How the money is split up.
  public var axis: Axis
  /// The code on that axis: a subject's rank, an income kind, or the worker's number of a text.
  public var code: UInt32
  /// The fund.
  public var fund: FundType
  /// Which of the amounts are stated.
  public var stated: StatedMeasures
  /// 年初预算数, fen.
  public var initial: Int64
  /// 全年预算数, fen.
  public var final: Int64
  /// 决算数, fen.
  public var actual: Int64
  /// The part of the actual that is 基本支出, fen.
  public var basic: Int64
  /// The part of the actual that is 项目支出, fen.
  public var project: Int64
  /// Rows with any counted amount.
  public var lineCount: Int64
  /// Rows with a counted initial budget.
  public var initialLineCount: Int64
  /// Rows with a counted final budget or actual.
  public var executionLineCount: Int64

  /// Nothing yet.
  public init(axis: Axis, code: UInt32, fund: FundType) {
    self.axis = axis
    self.code = code
    self.fund = fund
    stated = []
    (initial, final, actual, basic, project) = (0, 0, 0, 0, 0)
    (lineCount, initialLineCount, executionLineCount) = (0, 0, 0)
  }
}

/// Which amounts of a total or cell are stated by at least one row.
public struct StatedMeasures: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Takes bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// An initial budget.
  public static let initial = StatedMeasures(rawValue: 1)
  /// A final budget.
  public static let final = StatedMeasures(rawValue: 2)
  /// An actual.
  public static let actual = StatedMeasures(rawValue: 4)
  /// A basic actual.
  public static let basic = StatedMeasures(rawValue: 8)
  /// A project actual.
  public static let project = StatedMeasures(rawValue: 16)
  /// An initial budget booked on this very code.
  public static let directInitial = StatedMeasures(rawValue: 32)
  /// A final budget booked on this very code.
  public static let directFinal = StatedMeasures(rawValue: 64)
  /// An actual booked on this very code.
  public static let directActual = StatedMeasures(rawValue: 128)
}
