/// The unit that a submission prints its amounts in.
public enum AmountUnit: UInt8, CaseIterable, Sendable {
  /// 元.
  case yuan = 0
  /// 千元.
  case thousandYuan = 1
  /// 万元.
  case wanYuan = 2
  /// 亿元.
  case yiYuan = 3

  /// How many fen make one, as a power of ten: 2 for 元, 6 for 万元.
  public var fenExponent: Int {
    switch self {
    case .yuan: 2
    case .thousandYuan: 5
    case .wanYuan: 6
    case .yiYuan: 10
    }
  }

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .yuan: "yuan"
    case .thousandYuan: "thousand_yuan"
    case .wanYuan: "wan_yuan"
    case .yiYuan: "yi_yuan"
    }
  }

  /// The unit as people write it.
  public var chineseName: String {
    switch self {
    case .yuan: "元"
    case .thousandYuan: "千元"
    case .wanYuan: "万元"
    case .yiYuan: "亿元"
    }
  }

  /// Reads the word of a table or file; nil for one that is not in the closed list.
  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
