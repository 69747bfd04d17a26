import CLibpq
import Glibc

/// One of libpq's key words: what it is for a connection, and what says so.
public struct ConnectionWord: Sendable, Hashable {
  /// What gives a key word its value.
  public enum Source: Sendable, Hashable {
    /// The connection string.
    case connectionString
    /// A variable of the environment.
    case environment(String)
    /// The entry of a service file.
    case service(String)
    /// The safe defaults of the house, see `ConnectionSettings`.
    case house
    /// What libpq takes where nobody says anything.
    case standard
  }

  /// The key word, such as `host`.
  public let name: String
  /// What it is; `<redacted>` in the place of a password.
  public let value: String
  /// What says so.
  public let source: Source
}

extension ConnectionSettings {
  /// The key words that say where and how a connection goes, in libpq's order; those without a
  /// value are not there. Found out without connecting; passwords of `.pgpass` are not looked for.
  ///
  /// libpq does not tell what comes from a service file: what stands nowhere else does. The
  /// corresponding C functions are `PQconndefaults`, `PQconninfoParse` and `PQconninfo`.
  ///
  /// - Throws: `PostgresError` where the connection string cannot be read.
  public func words() throws(PostgresError) -> [ConnectionWord] {
    guard let given = given(by: conninfo) else { throw .unreadableConnectionString }
    guard let known = PQconndefaults() else { return [] }
    defer { PQconninfoFree(known) }
    let service = given["service"] ?? environment("PGSERVICE")
    let sources = WordSources(
      given: given, effective: understood(self) ?? [:], service: service,
      house: Dictionary(keyWords.map { ($0.name, $0.value) }) { $1 },
      socket: asking(self) { PQhost($0).map { String(cString: $0) } } ?? nil)
    var words: [ConnectionWord] = []
    var next = known
    while next.pointee.keyword != nil {
      if let word = sources.word(next.pointee) { words.append(word) }
      next += 1
    }
    return words
  }
}

/// What may say what a key word is.
private struct WordSources {
  let given: [String: String]
  let effective: [String: String]
  let service: String?
  let house: [String: String]
  /// Where libpq looks for a server that nobody names.
  let socket: String?

  /// - Returns: nil for a key word without a value, and for those that are for debugging.
  func word(_ option: PQconninfoOption) -> ConnectionWord? {
    let kind = String(cString: option.dispchar)
    guard kind != "D", let (value, source) = valued(option), !value.isEmpty else { return nil }
    return ConnectionWord(
      name: String(cString: option.keyword), value: kind == "*" ? "<redacted>" : value,
      source: source)
  }

  private func valued(_ option: PQconninfoOption) -> (String, ConnectionWord.Source)? {
    let name = String(cString: option.keyword)
    if let value = given[name] { return (value, .connectionString) }
    // The connection string itself has the place of the name of the database.
    if name != "dbname", let value = house[name] { return (value, .house) }
    let variable = option.envvar.map { String(cString: $0) }
    let said = variable.flatMap(environment)
    let standard = standard(name, option)
    // Of these two libpq is told something else when it is only asked.
    let isTold = name == "password" || name == "target_session_attrs"
    let effective = isTold ? said ?? standard : effective[name] ?? standard
    guard let effective else { return nil }
    if let variable, effective == said { return (effective, .environment(variable)) }
    guard effective != standard, let service else { return (effective, .standard) }
    return (effective, .service(service))
  }

  /// What libpq takes where nobody says anything; nil where it takes nothing.
  private func standard(_ name: String, _ option: PQconninfoOption) -> String? {
    switch name {
    case "user": getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
    case "dbname": effective["user"]
    case "host": effective["host"] == nil && effective["hostaddr"] == nil ? socket : nil
    default: option.compiled.map { String(cString: $0) }
    }
  }
}

private func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
