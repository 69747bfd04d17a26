/// One of the views of a unit's money that a submission prints; only the functional one is
/// consolidated by functional subject, the others by their own codes.
public enum Section: UInt8, CaseIterable, Sendable {
  /// By functional subject (支出功能分类).
  case functional = 0
  /// By economic class (部门预算支出经济分类).
  case economic = 1
  /// By project (项目).
  case project = 2
  /// By source of income (收入).
  case income = 3

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .functional: "functional"
    case .economic: "economic"
    case .project: "project"
    case .income: "income"
    }
  }

  /// The section as people call it.
  public var chineseName: String {
    switch self {
    case .functional: "功能分类"
    case .economic: "经济分类"
    case .project: "项目"
    case .income: "收入"
    }
  }
}
