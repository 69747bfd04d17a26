/// A subject of the functional (支出功能分类) or economic classification, or one of the two
/// marks that stand in a code column: `*`, a printed grand total, and `?`, money whose code
/// cannot be read.
///
/// Codes are hierarchical by prefix: 类 201 → 款 20101 → 项 2010101. Seven digits, the level and
/// the marks fit 32 bits in an order that puts each code right before the codes below it, so the
/// subtree of a code is one contiguous range of sorted codes.
public struct SubjectCode: Hashable, Sendable {
  /// The code's place in the order: the digits, filled up with zeros to seven, × 8 + level.
  public let rank: UInt32

  /// How far down the classification a code stands.
  public enum Level: UInt32, Sendable {
    /// `*`: all subjects together.
    case all = 0
    /// 类, three digits.
    case category = 1
    /// 款, five digits.
    case section = 2
    /// 项, seven digits.
    case item = 3

    /// The number of digits, 0 for `*`; the published `subject_level`.
    public var digitCount: Int {
      switch self {
      case .all: 0
      case .category: 3
      case .section: 5
      case .item: 7
      }
    }
  }

  /// `*`: the grand total, ancestor of every subject.
  public static let all = SubjectCode(rank: 0)

  /// `?`: money whose code cannot be read. It stands directly under `*` and after every code.
  public static let unreadable = SubjectCode(rank: .max - 1)

  /// Takes a rank back from a packed total; it must come from `SubjectCode.rank`.
  public init(rank: UInt32) {
    self.rank = rank
  }

  /// Makes a code from its digits as a number, such as (20101, .section).
  public init(number: UInt32, level: Level) {
    let filled =
      switch level {
      case .all: UInt32(0)
      case .category: number * 10_000
      case .section: number * 100
      case .item: number
      }
    rank = filled * 8 + level.rawValue
  }

  /// Reads a well-formed code: `*`, `?`, or 3, 5 or 7 ASCII digits; nil for anything else.
  public init?(_ text: String) {
    let reading = CodeReading(utf8: Array(text.utf8))
    guard reading.isWellFormed else { return nil }
    self = reading.code
  }

  /// The level; `?` counts as a 类, since it stands under `*` like one.
  public var level: Level {
    self == .unreadable ? .category : Level(rawValue: rank & 7) ?? .all
  }

  /// The code one level up; nil for `*`.
  public var parent: SubjectCode? {
    if self == .unreadable { return .all }
    let digits = rank >> 3
    switch level {
    case .all: return nil
    case .category: return .all
    case .section: return SubjectCode(number: digits / 10_000, level: .category)
    case .item: return SubjectCode(number: digits / 100, level: .section)
    }
  }

  /// The 类 that the code belongs to; `*` and `?` belong to themselves.
  public var category: SubjectCode {
    if self == .unreadable || level == .all { return self }
    return SubjectCode(number: (rank >> 3) / 10_000, level: .category)
  }

  /// The rank after the last code below this one: `rank ..< subtreeEnd` is the whole subtree.
  public var subtreeEnd: UInt32 {
    if self == .unreadable { return .max }
    let digits = rank >> 3
    switch level {
    case .all: return .max
    case .category: return (digits + 10_000) << 3
    case .section: return (digits + 100) << 3
    case .item: return rank + 1
    }
  }

  /// Whether `other` is this code or stands anywhere below it.
  public func covers(_ other: SubjectCode) -> Bool {
    self == other || self == .all || (other.rank >= rank && other.rank < subtreeEnd)
  }
}

extension SubjectCode: Comparable {
  /// Orders each code right before its own subtree.
  public static func < (left: SubjectCode, right: SubjectCode) -> Bool { left.rank < right.rank }
}

extension SubjectCode: CustomStringConvertible {
  /// The code as it is printed and published.
  public var description: String {
    if self == .unreadable { return "?" }
    let digits = rank >> 3
    switch level {
    case .all: return "*"
    case .category: return String(digits / 10_000)
    case .section: return String(digits / 100)
    case .item: return String(digits)
    }
  }
}
