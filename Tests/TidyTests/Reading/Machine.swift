import Foundation

/// A machine of stand-ins: what a script calls on it is written down, nothing is changed.
struct Machine {
  /// All that the tests need.
  static let packages = [
    "libpq-dev", "libxlsxwriter-dev", "pkg-config", "postgresql", "shellcheck", "systemd",
    "openssl", "pgbouncer", "python3-openpyxl", "libreoffice-calc-nogui", "python3-venv",
    "dpkg-dev", "libfaketime", "locales",
  ]

  let folder: ScratchFolder

  /// - Parameter has: The Debian packages that are installed.
  init(userID: Int, has packages: [String], withSudo: Bool = false) throws {
    folder = try ScratchFolder()
    let known = packages.joined(separator: "|")
    try folder.write("calls", "")
    try program("id", "echo \(userID)")
    try program(
      "dpkg-query", "case \"$3\" in \(known.isEmpty ? "-" : known)) printf installed;; esac")
    try program("swift", logging)
    try program("apt-get", logging)
    try program(
      "huizong", "\(logging); echo \"${PGHOST-}|${PGDATABASE-}\"; exit ${HUIZONG_STATUS-75}")
    if withSudo {
      try program("sudo", "\(logging); [ \"$1\" != tee ] || while read -r _; do :; done")
    }
    try program("rm", logging)
    for name in ["bash", "dirname", "env"] {
      try program(name, "exec /usr/bin/\(name) \"$@\"")
    }
  }

  /// Runs a script with nothing on its PATH but the stand-ins.
  func run(
    _ script: URL, _ arguments: [String] = [], _ settings: [String: String] = [:]
  ) throws -> Command {
    let path = ["PATH": folder.url.appending(path: "bin").path(), "CI": "true"]
    return try Command(
      "bash", [script.path()] + arguments,
      environment: path.merging(settings) { $1 })
  }

  /// Lets it fetch what reads the files of deploy into a folder of its own, without fetching.
  func standIn(forChecksIn checks: String) throws {
    for name in ["python3", "mkdir", "tar", "dpkg-deb"] {
      try program(name, logging)
    }
    try folder.write("\(checks)/bin/pip", "#!/bin/bash\n\(logging)\n", isProgram: true)
  }

  /// A line of a script that writes down how it was called.
  private var logging: String { "echo \"${0##*/} $*\" >> \"\(folder.url.path())/calls\"" }

  func calls() throws -> [String] {
    try folder.text("calls").split(separator: "\n").map(String.init)
  }

  func program(_ name: String, _ body: String) throws {
    try folder.write("bin/\(name)", "#!/bin/bash\n\(body)\n", isProgram: true)
  }
}
