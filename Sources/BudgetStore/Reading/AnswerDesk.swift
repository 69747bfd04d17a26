public import PostgresClient

/// What somebody says about an anomaly.
public struct AnomalyAnswer: Sendable {
  /// Who speaks: the unit, or the bureau.
  public enum Kind: String, Sendable {
    /// A unit explains its own anomaly.
    case explain
    /// An administrator accepts the anomaly of another's unit.
    case accept
  }

  /// For which figures an answer holds.
  public enum Interval: Sendable {
    /// The figure as it is stated now; any state where no figure is wrong.
    case statedFigure
    /// From the first to the second bound, both inclusive, in decimal digits: yuan, percent or a
    /// count; nil is open. At least one is given.
    case between(String?, String?)
    /// Whatever the figure becomes.
    case anyFigure
  }

  /// The anomaly.
  public var anomalyID: Int64
  /// Who speaks.
  public var kind: Kind
  /// What is said, 5 to 2000 characters.
  public var text: String
  /// The last day on which it holds, ISO 8601; nil for ever.
  public var validUntil: String?
  /// For which figures it holds.
  public var interval: Interval

  /// Says something about an anomaly.
  public init(
    anomalyID: Int64, kind: Kind, text: String, validUntil: String? = nil,
    interval: Interval = .statedFigure
  ) {
    self.anomalyID = anomalyID
    self.kind = kind
    self.text = text
    self.validUntil = validUntil
    self.interval = interval
  }
}

/// Where people explain and accept anomalies.
public enum AnswerDesk {
  /// Files an answer; it leaves an audit record, and the anomaly's status follows at once.
  ///
  /// - Returns: The number of the answer.
  /// - Throws: `PostgresError` that names the constraint which the answer does not keep.
  public static func answer(
    _ answer: AnomalyAnswer, on connection: borrowing Connection
  ) throws(PostgresError) -> Int64 {
    let (low, high): (String?, String?) =
      switch answer.interval {
      case .statedFigure: (nil, nil)
      case .between(let low, let high): (low, high)
      case .anyFigure: ("-Infinity", "Infinity")
      }
    return try connection.run(
      .answerAnomaly,
      [
        .int(answer.anomalyID), .text(answer.kind.rawValue), .text(answer.text),
        .text(answer.validUntil), .text(low), .text(high),
      ])[0].int("answer_id")
  }
}
