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

/// Whether libpq understands the connection string, found out without letting its message, which
/// quotes the string with its password, go any further.
func isReadable(_ conninfo: String) -> Bool {
  // libpq's own test: without a URI scheme and without "=" the text is a database name.
  let isName = !conninfo.contains("=") && !conninfo.contains("://")
  guard !isName else { return true }
  var message: UnsafeMutablePointer<CChar>?
  let options = PQconninfoParse(conninfo, &message)
  defer {
    PQconninfoFree(options)
    PQfreemem(message)
  }
  return options != nil
}
