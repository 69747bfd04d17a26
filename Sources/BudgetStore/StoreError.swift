public import PostgresClient

/// What stops a command at the database, in an operator's words.
public struct StoreError: Error, Sendable {
  /// What kind of stop it is; decides the exit code.
  public enum Kind: Sendable {
    /// Input that cannot be read or walked; the old publication stands.
    case unreadableInput
    /// What was asked for does not exist.
    case unknownRequest
    /// An invariant does not hold: a bug.
    case brokenInvariant
    /// A disk of the server is full.
    case fullDisk
    /// The process may not use the memory that the run needs.
    case tooLittleMemory
    /// Another run is active, or this one was fenced out.
    case busy
    /// The input was taken away while it was read; the old publication stands.
    case replacedInput
    /// The schema is not the one this program writes.
    case wrongSchema
    /// The connection cannot do what a server's own can.
    case wrongConnection
    /// A setting of the environment that this program does not accept.
    case wrongSetting
  }

  /// A sentence in both languages, without full stop.
  public struct Words: Sendable {
    /// In Chinese.
    public let chinese: String
    /// In English.
    public let english: String

    /// Says the same twice.
    public init(_ chinese: String, _ english: String) {
      self.chinese = chinese
      self.english = english
    }
  }

  /// What kind of stop it is.
  public let kind: Kind
  /// What happened.
  public let words: Words
  /// What to do about it; nil where there is nothing.
  public let hint: Words?
  /// What happened, in English.
  public var message: String { words.english }

  /// Describes a stop.
  public init(_ kind: Kind, _ words: Words, hint: Words? = nil) {
    self.kind = kind
    self.words = words
    self.hint = hint
  }

  /// Whether the same work may end otherwise without anybody's doing.
  var isRetryable: Bool { kind == .replacedInput }

  /// The exit code of the command (contract §6, after sysexits.h).
  public var exitCode: Int32 {
    switch kind {
    case .unknownRequest: 64
    case .unreadableInput: 65
    case .brokenInvariant: 70
    case .fullDisk: 73
    case .busy, .replacedInput: 75
    case .wrongSchema, .wrongConnection, .wrongSetting, .tooLittleMemory: 78
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// What happened and what to do, in English.
  public var description: String {
    message + (hint.map { "; \($0.english)" } ?? "")
  }
}

extension PostgresError {
  /// The exit code of a command that the database stops.
  public var exitCode: Int32 {
    if isDiskFull { return 73 }
    if isPermission { return 77 }
    if place.constraint == "no_run_is_active" { return 75 }
    if refusesArgument { return 64 }
    if isMisdirected || isReadOnly { return 78 }
    if isConnectionLoss || isRetryable || isOutOfService || operation == .connect { return 69 }
    // An object that is not there: the schema is missing or older than the program.
    if sqlState == "42P01" || sqlState == "3F000" || sqlState == "42883" { return 78 }
    return 70
  }

  /// Whether a function of `control` refuses what it was asked for; it names what was not kept.
  private var refusesArgument: Bool { sqlState == "22023" && place.constraint != nil }
}
