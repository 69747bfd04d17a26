/// What decides whether one row is the printed total of another: its place in the codes, its
/// fund and its kind.
public struct RowKey: Hashable, Sendable {
  /// The code's place in the order of codes.
  public let low: UInt32
  /// The place after the last code that has this one as a prefix.
  public let end: UInt32
  /// Fund and kind in one number; see `RowColumns`.
  public let column: UInt8

  /// A row under a subject code, in a column of fund and kind (`0` where not stated, see
  /// `SubmittedLine.columnFund` and `columnKind`).
  @inlinable
  public init(code: SubjectCode, fund: FundType, kind: UInt8) {
    self.init(low: code.rank, end: code.subtreeEnd, fund: fund, kind: kind)
  }

  /// A row under any code, given as its range in some order of codes.
  @inlinable
  public init(low: UInt32, end: UInt32, fund: FundType, kind: UInt8) {
    self.low = low
    self.end = end
    column = fund.rawValue * RowColumns.kindCount + kind
  }
}

/// Which columns of fund × kind lie within which; null (not stated) stands for all of them.
public struct RowColumns: Sendable {
  /// Kinds 0 ... 7: not stated, the most that a section distinguishes, and an unknown word.
  public static let kindCount: UInt8 = 8
  /// The kind of a row that states it in an unknown word.
  static let unknownKind = kindCount - 1
  /// The fund of a row that states it in an unknown word, which no row states otherwise.
  static let unknownFund = FundType.all
  private static let count = (Int(unknownFund.rawValue) + 1) * Int(kindCount)

  /// By column: the set of columns within it, itself included, as bits.
  public let within: [UInt64]
  /// By column: the columns that leave open a fund or kind that it states, as bits.
  public let open: [UInt64]

  /// The tables, worked out once; there are 48 columns.
  public static let all = RowColumns()

  private init() {
    var within = [UInt64](repeating: 0, count: Self.count)
    var open = within
    for outer in 0..<Self.count {
      for inner in 0..<Self.count {
        let (fund, kind) = outer.quotientAndRemainder(dividingBy: Int(Self.kindCount))
        let (innerFund, innerKind) = inner.quotientAndRemainder(dividingBy: Int(Self.kindCount))
        let bit = UInt64(1) << inner
        if (fund == 0 || fund == innerFund) && (kind == 0 || kind == innerKind) {
          within[outer] |= bit
        } else if (fund == 0 || innerFund == 0 || fund == innerFund)
          && (kind == 0 || innerKind == 0 || kind == innerKind)
        {
          open[outer] |= bit
        }
      }
    }
    self.within = within
    self.open = open
  }
}

extension SubmittedLine {
  /// The fund as a column of the row's table. An unknown word is a fund of its own there: it leaves
  /// nothing open, so that the row is no total of rows beside it.
  public var columnFund: FundType { unknown.contains(.fund) ? RowColumns.unknownFund : fund }

  /// The expenditure kind, or income kind, as a column of the row's table.
  public var columnKind: UInt8 {
    let isIncome = section == .income
    guard !unknown.contains(isIncome ? .income : .kind) else { return RowColumns.unknownKind }
    return isIncome ? income.rawValue : kind.rawValue
  }
}
