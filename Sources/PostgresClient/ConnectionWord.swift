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
  /// libpq does not tell what comes from a service file: what differs from all else does. The
  /// corresponding C functions are `PQconndefaults`, `PQconninfoParse` and `PQconninfo`.
  ///
  /// - Throws: `PostgresError` where the connection string cannot be read, or names a service that
  ///   there is not.
  public func words() throws(PostgresError) -> [ConnectionWord] {
    guard let given = given(by: conninfo) else { throw .unreadableConnectionString }
    var effective = understood(self) ?? [:]
    // Who connects libpq knows before all else, unless it gives up at the service.
    guard effective["user"] != nil else {
      throw asking(self) { PostgresError(.connect, on: $0) } ?? .unreadableConnectionString
    }
    let others = asking(self, refusing: [("sslmode", "nobody's")], values(of:)) ?? [:]
    for name in ["password", "target_session_attrs"] { effective[name] = others[name] }
    guard let known = PQconndefaults() else { return [] }
    defer { PQconninfoFree(known) }
    let sources = WordSources(
      given: given, effective: effective, service: given["service"] ?? environment("PGSERVICE"),
      house: keyWords, socket: asking(self) { PQhost($0).map { String(cString: $0) } } ?? nil)
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
  let house: [(name: String, value: String)]
  /// Where libpq looks for a server that nobody names.
  let socket: String?

  /// - Returns: nil for a key word of which nothing is said, and for those that are for debugging.
  func word(_ option: PQconninfoOption) -> ConnectionWord? {
    let kind = String(cString: option.dispchar)
    guard kind != "D", let (value, source) = valued(option) else { return nil }
    // A value that is empty because somebody says so may be why nothing works.
    guard !value.isEmpty || source != .standard else { return nil }
    return ConnectionWord(
      name: String(cString: option.keyword), value: kind == "*" ? "<redacted>" : value,
      source: source)
  }

  private func valued(_ option: PQconninfoOption) -> (String, ConnectionWord.Source)? {
    let name = String(cString: option.keyword)
    if name != "dbname", let value = said(byTheHouse: name) { return (value, .house) }
    if let value = given[name] { return (value, .connectionString) }
    let variable = option.envvar.map { String(cString: $0) }
    let said = variable.flatMap(environment)
    if name == "service", let service, let variable { return (service, .environment(variable)) }
    let standard = standard(name, option)
    guard let effective = effective[name] ?? standard else { return nil }
    // Of places, an empty one is none.
    if effective.isEmpty, ["host", "hostaddr", "port", "dbname"].contains(name) {
      return standard.map { ($0, .standard) }
    }
    if let variable, effective == said { return (effective, .environment(variable)) }
    guard let service, said != nil || effective != standard else { return (effective, .standard) }
    return (effective, .service(service))
  }

  /// What the house says of a key word: libpq takes the last word, and the connection string
  /// stands among them, in the place of `dbname`.
  private func said(byTheHouse name: String) -> String? {
    guard let own = house.lastIndex(where: { $0.name == name }),
      let string = house.firstIndex(where: { $0.name == "dbname" })
    else { return nil }
    return own > string || given[name] == nil ? house[own].value : nil
  }

  /// What libpq takes where nobody says anything; nil where it takes nothing.
  private func standard(_ name: String, _ option: PQconninfoOption) -> String? {
    switch name {
    case "user": getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
    case "dbname": effective["user"]
    case "host":
      (effective["host"] ?? "").isEmpty && effective["hostaddr"] == nil ? socket : nil
    default: option.compiled.map { String(cString: $0) }
    }
  }
}

/// A variable of the environment, empty or not, as libpq takes it.
private func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
