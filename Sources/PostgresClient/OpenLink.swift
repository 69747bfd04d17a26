import CLibpq

/// Starts a connection, which may have failed: `PQstatus` tells.
func openLink(_ settings: ConnectionSettings) throws(PostgresError) -> OpaquePointer {
  let names = settings.keyWords.map { Parameter.text($0.name) } + [.text(nil)]
  let values = settings.keyWords.map { Parameter.text($0.value) } + [.text(nil)]
  let link = withCStrings(names) { names in
    withCStrings(values) { values in
      // 1: what stands in dbname may be a whole connection string.
      PQconnectdbParams(names, values, 1)
    }
  }
  guard let link, let link, let link else {
    throw PostgresError(.connect, message: "a connection string holds a zero byte, or no memory")
  }
  return link
}

/// What a connection string says, by key word; nil where libpq does not understand it. Its message,
/// which quotes the string with its password, goes no further.
func given(by conninfo: String) -> [String: String]? {
  // libpq's own test: without a URI scheme and without "=" the text is a database name.
  let isName = !conninfo.contains("=") && !conninfo.contains("://")
  guard !isName else { return conninfo.isEmpty ? [:] : ["dbname": conninfo] }
  var message: UnsafeMutablePointer<CChar>?
  let options = PQconninfoParse(conninfo, &message)
  defer {
    PQconninfoFree(options)
    PQfreemem(message)
  }
  return options.map(values(of:))
}

/// The key words that have a value.
func values(of options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
  var values: [String: String] = [:]
  var next = options
  while let word = next.pointee.keyword {
    if let value = next.pointee.val { values[String(cString: word)] = String(cString: value) }
    next += 1
  }
  return values
}

extension PostgresError {
  /// What libpq does not understand.
  static let unreadableConnectionString = PostgresError(
    .connect, message: "the connection string cannot be read",
    hint: "a URI such as postgresql://host/database, or key words such as service=budget")
}
