/// Why a private server cannot be had.
public enum EmbeddedPostgresError: Error, Sendable, Hashable {
  /// No PostgreSQL server is installed where it was looked for.
  case noServerInstalled(searched: [String])
  /// The directory cannot hold a cluster.
  case unusableDirectory(String, reason: String)
  /// A program of PostgreSQL failed; the output is its own words, or the end of the server's log.
  case programFailed(String, output: String)
  /// Another process has kept the directory locked, or the server has not become ready.
  case timedOut(String, seconds: Int)
}

extension EmbeddedPostgresError: CustomStringConvertible {
  /// A sentence for an operator, with what to do where that is known.
  public var description: String {
    switch self {
    case .noServerInstalled(let searched):
      "no PostgreSQL server found in \(searched.joined(separator: ", ")): install postgresql"
    case .unusableDirectory(let path, let reason):
      "\(path) cannot hold a PostgreSQL cluster: \(reason)"
    case .programFailed(let program, let output):
      "\(program) failed: \(output)"
    case .timedOut(let what, let seconds):
      "\(what) took longer than \(seconds) s"
    }
  }
}
