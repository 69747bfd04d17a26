import Foundation

/// Where Huizong keeps what belongs to one user of a machine.
enum DataFolder {
  /// The folder: for root, whose own folder other users cannot enter and the server runs as one
  /// of them, a folder of the system; else the user's data folder. Source: XDG Base Directory.
  static var path: String {
    if getuid() == 0 { return "/var/lib/huizong" }
    let environment = ProcessInfo.processInfo.environment
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/huizong" }
    return NSHomeDirectory() + "/.local/share/huizong"
  }

  /// The private server that `--embedded` without a directory means.
  static var privateServer: String {
    let named = ProcessInfo.processInfo.environment["HUIZONG_EMBEDDED"] ?? ""
    return named.isEmpty ? path + "/postgres" : named
  }
}
