/// What a unit hands in.
public enum SubmissionKind: UInt8, CaseIterable, Sendable {
  /// 部门决算.
  case finalAccount = 0
  /// 绩效自评.
  case selfEvaluation = 1
  /// 部门预算.
  case budget = 2

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .finalAccount: "final_account"
    case .selfEvaluation: "self_evaluation"
    case .budget: "budget"
    }
  }

  /// What people call it.
  public var chineseName: String {
    switch self {
    case .finalAccount: "决算"
    case .selfEvaluation: "自评"
    case .budget: "预算"
    }
  }

  /// Reads the word of a table or file; nil for one that is not in the closed list.
  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

/// How far a submission has come.
public enum SubmissionStatus: UInt8, CaseIterable, Sendable {
  /// 草稿.
  case draft = 0
  /// 已报送.
  case submitted = 1
  /// 已审核通过.
  case accepted = 2
  /// 已退回.
  case returned = 3
  /// 已撤回.
  case withdrawn = 4

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .draft: "draft"
    case .submitted: "submitted"
    case .accepted: "accepted"
    case .returned: "returned"
    case .withdrawn: "withdrawn"
    }
  }

  /// What people call it.
  public var chineseName: String {
    switch self {
    case .draft: "草稿"
    case .submitted: "已报送"
    case .accepted: "已审核"
    case .returned: "已退回"
    case .withdrawn: "已撤回"
    }
  }

  /// Whether a submission in this status can be the one that counts.
  public var counts: Bool { self == .submitted || self == .accepted }

  /// Reads the word of a table or file; nil for one that is not in the closed list.
  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

/// The head of one submission (`intake.submission`).
public struct SubmissionHeader: Sendable {
  /// The key of the submission's lines and figures.
  public let id: Int64
  /// The unit that submits, as a place in `ReferenceData.units`.
  public let unit: UnitIndex
  /// The budget year.
  public let year: FiscalYear
  /// What is handed in.
  public let kind: SubmissionKind
  /// Counts up from the first attempt.
  public let revision: Int
  /// How far it has come.
  public let status: SubmissionStatus
  /// The unit of every amount in it.
  public let amountUnit: AmountUnit
  /// Overrides the scale of the stored numbers, for sources that store numeric(18,2).
  public let printedDecimals: UInt8?
  /// When it came in, as days since 1970-01-01 in China; nil when not recorded.
  public let submittedDay: Int?

  /// Puts a head together.
  public init(
    id: Int64, unit: UnitIndex, year: FiscalYear, kind: SubmissionKind, revision: Int,
    status: SubmissionStatus, amountUnit: AmountUnit, printedDecimals: UInt8? = nil,
    submittedDay: Int? = nil
  ) {
    self.id = id
    self.unit = unit
    self.year = year
    self.kind = kind
    self.revision = revision
    self.status = status
    self.amountUnit = amountUnit
    self.printedDecimals = printedDecimals
    self.submittedDay = submittedDay
  }
}

/// A submission's place in the loaded list, which is ordered by submission id.
public typealias SubmissionIndex = Int

/// A unit's place in the loaded list, which is ordered by unit code.
public typealias UnitIndex = Int
