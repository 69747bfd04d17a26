/// The budget that money belongs to (资金性质); a code means something only together with it.
public enum FundType: UInt8, CaseIterable, Sendable {
  /// The line states none; published under `unstated`.
  case unstated = 0
  /// 一般公共预算.
  case general = 1
  /// 政府性基金预算.
  case fund = 2
  /// 国有资本经营预算.
  case capital = 3
  /// 其他资金.
  case other = 4
  /// All funds together; published as `*`, never submitted.
  case all = 5

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .unstated: "unstated"
    case .general: "general"
    case .fund: "fund"
    case .capital: "capital"
    case .other: "other"
    case .all: "*"
    }
  }

  /// What people call it.
  public var chineseName: String {
    switch self {
    case .unstated: "资金未填"
    case .general: "一般公共预算"
    case .fund: "政府性基金"
    case .capital: "国有资本经营"
    case .other: "其他资金"
    case .all: "全部资金"
    }
  }

  /// Reads the word of a table or file; nil for one that is not in the closed list.
  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
