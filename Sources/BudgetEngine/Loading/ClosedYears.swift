public import BudgetDomain

/// The years whose published figures stand, whatever is handed in or kept in the lists later.
///
/// A run reads what they were published from, as far as it is as it was, because other years are
/// compared with it; it publishes them as they are recorded.
public struct ClosedYears: Sendable {
  /// A submission that counts in the published figures.
  public struct Published: Sendable {
    /// Its number.
    public let id: Int64
    /// Whose.
    public let unit: UnitIndex
    /// Of which year.
    public let year: FiscalYear
    /// What was handed in.
    public let kind: SubmissionKind
    /// Whether it still has its contents.
    public let isSame: Bool
    /// Whether its status and time of submission are what they were, too.
    public let isUntouched: Bool
    /// Whether it is there at all.
    public let isThere: Bool

    /// Describes a submission.
    public init(
      id: Int64, unit: UnitIndex, year: FiscalYear, kind: SubmissionKind, isSame: Bool,
      isUntouched: Bool, isThere: Bool = true
    ) {
      (self.id, self.unit, self.year, self.kind) = (id, unit, year, kind)
      (self.isSame, self.isUntouched, self.isThere) = (isSame, isUntouched, isThere)
    }
  }

  /// What is handed in now.
  public struct Present: Sendable {
    /// The heads of all submissions of the years, ascending by id.
    public let headers: [SubmissionHeader]
    /// Their lines.
    public let lines: any LineReader
    /// Those that are what they were when the year was closed, in force or not, and did not count:
    /// of a unit that is in no list, or too large.
    public let uncounted: Set<Int64>

    /// Puts it together.
    public init(headers: [SubmissionHeader], lines: any LineReader, uncounted: Set<Int64>) {
      (self.headers, self.lines, self.uncounted) = (headers, lines, uncounted)
    }
  }

  /// The number of each closing, also of years that this run works out to prove them.
  public let closings: [FiscalYear: Int64]
  /// The years that stand in this run.
  public let years: Set<FiscalYear>
  /// What they were published from.
  public let published: [Published]
  /// What would count now; nil where nobody looks.
  public let present: Present?

  /// Puts closed years together; without more, no year is closed.
  public init(
    closings: [FiscalYear: Int64] = [:], years: Set<FiscalYear> = [],
    published: [Published] = [], present: Present? = nil
  ) {
    self.closings = closings
    self.years = years
    self.published = published
    self.present = present
  }
}

extension SubmissionHeader {
  /// The head with another status.
  public func with(_ status: SubmissionStatus) -> SubmissionHeader {
    SubmissionHeader(
      id: id, unit: unit, year: year, kind: kind, revision: revision, status: status,
      amountUnit: amountUnit, printedDecimals: printedDecimals, submittedDay: submittedDay)
  }
}
