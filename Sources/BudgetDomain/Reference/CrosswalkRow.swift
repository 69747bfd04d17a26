/// What a row says of the part that it hands on.
public enum StatedShare: Hashable, Sendable {
  /// An exact part.
  case known(ExactShare)
  /// Nobody knows how much.
  case unknown
  /// No part of a whole; only a bureau's own view can hold such.
  case unreadable

  /// Reads the two columns of a share.
  public init(numerator: Int64?, denominator: Int64?) {
    switch (numerator, denominator) {
    case (nil, nil): self = .unknown
    case (let numerator?, let denominator?):
      self = ExactShare(numerator, over: denominator).map { .known($0) } ?? .unreadable
    default: self = .unreadable
    }
  }

  /// The part, where it is known.
  public var exact: ExactShare? {
    if case .known(let share) = self { share } else { nil }
  }
}

/// One row of `reference.crosswalk`: what becomes of a subject's money when codes change.
public struct CrosswalkRow: Hashable, Sendable {
  /// Where the money goes.
  public enum Target: Hashable, Sendable {
    /// To another code, or to the same.
    case code(SubjectCode)
    /// Nowhere: the subject has been retired.
    case retired
    /// To a text that is no code.
    case unreadable(String)

    /// The code, if money can go to it: a total is none, nor is what cannot be read.
    var code: SubjectCode? {
      if case .code(let code) = self, code != .all, code != .unreadable { code } else { nil }
    }

    /// What stands there instead of a code.
    var unreadableText: String? {
      switch self {
      case .unreadable(let text): text
      case .code(let code): self.code == nil ? code.description : nil
      case .retired: nil
      }
    }
  }

  /// The fund whose code it is.
  public let fund: FundType
  /// The code before; `*` and `?` hold no money of their own.
  public let from: SubjectCode
  /// The code before as the row states it; `from` is `?` where that is no code.
  public let fromText: String
  /// The code after.
  public let target: Target
  /// The first year of the code after.
  public let effectiveYear: FiscalYear
  /// How much of the money goes there.
  public let share: StatedShare

  /// Records a row.
  public init(
    fund: FundType, from: SubjectCode, target: Target, effectiveYear: FiscalYear,
    share: StatedShare
  ) {
    self.init(
      fund: fund, fromText: from.description, target: target, effectiveYear: effectiveYear,
      share: share)
  }

  /// Records a row whose code before may be any text.
  public init(
    fund: FundType, fromText: String, target: Target, effectiveYear: FiscalYear,
    share: StatedShare
  ) {
    self.fund = fund
    from = SubjectCode(fromText) ?? .unreadable
    self.fromText = fromText
    self.target = target
    self.effectiveYear = effectiveYear
    self.share = share
  }

  /// Whether the row is about the money of a code: a total is no code, nor is what cannot be read.
  var isAboutCode: Bool { from != .all && from != .unreadable }
}

/// Rows that leave one code in one year and cannot be right; a code is broken in that year.
public struct CrosswalkDefect: Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The known shares do not make up the whole.
    case sum(ShareSum)
    /// Known and unknown shares stand side by side.
    case mixedShares
    /// A share is no part of a whole, or the sum does not fit 128 bits.
    case unreadableShare
    /// Rows lead to texts that are no codes.
    case unreadableTargets([String])
    /// Rows lead to codes that the fund's list of that year does not have.
    case unlistedTargets([SubjectCode])
    /// What rows lead from is no code; no money is concerned.
    case unreadableSource
  }

  /// The fund.
  public let fund: FundType
  /// The code whose money is concerned, as the rows state it.
  public let code: String
  /// The year in which the rows take effect.
  public let year: FiscalYear
  /// What is wrong.
  public let problem: Problem

  /// Notes a defect.
  public init(fund: FundType, code: String, year: FiscalYear, problem: Problem) {
    self.fund = fund
    self.code = code
    self.year = year
    self.problem = problem
  }
}
