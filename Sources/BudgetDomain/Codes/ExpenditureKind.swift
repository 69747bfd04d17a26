/// What an expenditure line is for, the columns of the published 支出决算表.
public enum ExpenditureKind: UInt8, CaseIterable, Sendable {
  /// The line states none: the 合计 column.
  case unstated = 0
  /// 基本支出.
  case basic = 1
  /// 项目支出.
  case project = 2
  /// 上缴上级支出.
  case remittedUp = 3
  /// 经营支出.
  case operating = 4
  /// 对附属单位补助支出.
  case subsidyDown = 5

  /// The word in tables and files; empty where none is stated.
  public var name: String {
    switch self {
    case .unstated: ""
    case .basic: "basic"
    case .project: "project"
    case .remittedUp: "remitted_up"
    case .operating: "operating"
    case .subsidyDown: "subsidy_down"
    }
  }

  /// What people call it; empty where none is stated.
  public var chineseName: String {
    switch self {
    case .unstated: ""
    case .basic: "基本支出"
    case .project: "项目支出"
    case .remittedUp: "上缴上级支出"
    case .operating: "经营支出"
    case .subsidyDown: "对附属单位补助支出"
    }
  }
}

/// Where income comes from, the columns of the published 收入决算表.
public enum IncomeKind: UInt8, CaseIterable, Sendable {
  /// The line states none: the 合计 column.
  case unstated = 0
  /// 财政拨款收入.
  case appropriation = 1
  /// 上级补助收入.
  case superiorSubsidy = 2
  /// 事业收入.
  case business = 3
  /// 经营收入.
  case operating = 4
  /// 附属单位上缴收入.
  case affiliatedRemittance = 5
  /// 其他收入.
  case other = 6

  /// The word in tables and files; empty where none is stated.
  public var name: String {
    switch self {
    case .unstated: ""
    case .appropriation: "appropriation"
    case .superiorSubsidy: "superior_subsidy"
    case .business: "business"
    case .operating: "operating"
    case .affiliatedRemittance: "affiliated_remittance"
    case .other: "other"
    }
  }

  /// What people call it; empty where none is stated.
  public var chineseName: String {
    switch self {
    case .unstated: ""
    case .appropriation: "财政拨款收入"
    case .superiorSubsidy: "上级补助收入"
    case .business: "事业收入"
    case .operating: "经营收入"
    case .affiliatedRemittance: "附属单位上缴收入"
    case .other: "其他收入"
    }
  }
}
