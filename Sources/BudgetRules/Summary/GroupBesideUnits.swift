public import BudgetDomain

extension GroupEqualsUnits {
  /// One amount of a group's own submission beside what its units make.
  public struct Comparison: Sendable {
    /// The subject.
    public let code: SubjectCode
    /// The measure.
    public let measure: Measure
    /// What the group's own submission adds up to there, row by row.
    public private(set) var controlRows: [PrintedFigure]
    /// The sum of the units' own books in fen; nil where no unit states the measure.
    public let unitsFen: Int64?
    /// What of that the units paid each other, in fen: it is in the sum once too often.
    public let eliminatedFen: Int64
    /// How far rounding in the units' own books can have moved that sum, in fen, either way.
    public let slackFen: Int128
    /// By how much the group's rows differ from the units' net sum as printed, in fen; nil where no
    /// unit states the measure. Added up once: it is asked for by all that stands above.
    private let gapFen: Int128?

    /// Sets the two side by side.
    public init(
      code: SubjectCode, measure: Measure, controlRows: [PrintedFigure], unitsFen: Int64?,
      eliminatedFen: Int64 = 0, slackFen: Int128
    ) {
      self.code = code
      self.measure = measure
      self.controlRows = controlRows
      self.unitsFen = unitsFen
      self.eliminatedFen = eliminatedFen
      self.slackFen = slackFen
      gapFen = unitsFen.map { units in
        controlRows.reduce(Int128(0)) { $0 + $1.value.numerator } - Int128(units)
          + Int128(eliminatedFen)
      }
    }

    /// The same as far as subjects above ask for it: their rows are these once more.
    public var withoutRows: Comparison {
      var comparison = self
      comparison.controlRows = []
      return comparison
    }

    /// Whether what differs in subjects below this one can be all that differs here.
    ///
    /// The rows of the subjects below are among those here, and so is their rounding: the gaps can
    /// be equal where the gap of all other rows is within what rounding did to those.
    ///
    /// - Parameter parts: Subjects none of which stands below another.
    public func isExplained(by parts: some Collection<Comparison>) -> Bool {
      guard !parts.isEmpty, let gapFen else { return false }
      var rest = (fen: gapFen, slackFen: slackFen)
      for part in parts {
        guard code.covers(part.code), let partFen = part.gapFen else { return false }
        rest.fen -= partFen
        rest.slackFen -= part.slackFen
      }
      return Int128(rest.fen.magnitude) <= rest.slackFen
    }

    /// What the group's own rows can add up to.
    var control: Interval {
      controlRows.reduce(Interval(exactly: Fraction(0))) { $0 + $1.interval }
    }

    /// What the units can make, as far as rounding lets one tell.
    func units(_ fen: Int128) -> Interval {
      Interval(
        low: .init(Fraction(fen - slackFen), isOpen: false),
        high: .init(Fraction(fen + slackFen), isOpen: false))
    }
  }
}
