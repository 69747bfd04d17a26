import Foundation
import Testing

/// What `jobs/test` does beside running the tests: slips, fuzzers, and parts that take hours.
@Suite struct TestJobTests {
  private static let jobs = SourceTree.root.appending(path: "jobs")

  @Test func slipsArePlantedOnRequest() throws {
    let machine = try Machine(userID: 1000, has: Machine.packages + ["python3"])
    try machine.program("python3", "echo \"python3 $*\" >> \"${0%/*}/../calls\"")
    let run = try machine.run(
      Self.jobs.appending(path: "test"), ["--defects", "--from", "3"])
    #expect(run.status == 0, "\(run.output)")
    #expect(try machine.calls() == ["python3 -B Tests/Defects --from 3"])
    try machine.program("sed", "exec /usr/bin/sed \"$@\"")
    let help = try machine.run(Self.jobs.appending(path: "test"), ["--help"])
    #expect(help.output.contains("`jobs/test --defects` plants"), "\(help.output)")
  }

  /// Lines are added up by target, and only what the house has written.
  @Test func linesThatTheTestsRunAreAddedUp() throws {
    let machine = try Machine(userID: 1000, has: Machine.packages)
    for name in ["awk", "sort"] { try machine.program(name, "exec /usr/bin/\(name) \"$@\"") }
    try machine.program("swift", "[ \"$1\" = test ] && echo \"$*\" >&2 || echo there")
    try machine.program(
      "llvm-cov",
      """
      echo 'Filename       Regions Missed Cover Functions Missed Executed Lines Missed Cover'
      echo 'Sources/A/a.swift   9 9 0.00% 9 9 0.00% 100 10 90.00% 0 0 -'
      echo 'Sources/A/B/b.swift 9 9 0.00% 9 9 0.00% 100 40 60.00% 0 0 -'
      echo 'Sources/C/c.swift   9 9 0.00% 9 9 0.00%   3  1 66.67% 0 0 -'
      echo 'TOTAL               9 9 0.00% 9 9 0.00% 203 51 74.88% 0 0 -'
      """)
    let run = try machine.run(
      Self.jobs.appending(path: "test"), ["--coverage", "--filter", "Tidy"])
    #expect(run.status == 0, "\(run.output)")
    let lines = run.output.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines.suffix(2) == ["A 150 of 200 lines, 75.0 %", "C 2 of 3 lines, 66.7 %"], "\(lines)")
    #expect(lines.contains { $0.hasSuffix("--enable-code-coverage --filter Tidy") }, "\(lines)")
  }

  /// With everything, the parsers under libFuzzer as well: in a checkout whose script for that is a
  /// stand-in.
  @Test(arguments: [false, true]) func everythingHasTheFuzzersIn(isFiltered: Bool) throws {
    let machine = try Machine(userID: 1000, has: Machine.packages)
    for script in ["test", "packages.sh"] {
      try machine.folder.write(
        "jobs/\(script)", SourceTree.text("jobs/\(script)"), isProgram: script == "test")
    }
    let log = "echo \"fuzzers $*\" >>\"\(machine.folder.url.path())/calls\""
    try machine.folder.write("Tests/Fuzz/run", "#!/bin/bash\n\(log)\n", isProgram: true)
    try machine.standIn(forChecksIn: ".build/checks")
    let arguments = isFiltered ? ["--filter", "Tidy"] : []
    let run = try machine.run(machine.folder.url.appending(path: "jobs/test"), arguments)
    #expect(run.status == 0, "\(run.output)")
    #expect(try machine.calls().contains("fuzzers 15") == !isFiltered)
  }

  @Test func longPartsAreListedAndRun() throws {
    let machine = try Machine(userID: 1000, has: Machine.packages)
    let job = Self.jobs.appending(path: "test")
    let list = try machine.run(job, ["--long"])
    #expect(list.status == 0)
    #expect(list.output.contains("\nfaults "), "\(list.output)")
    #expect(try machine.run(job, ["--long", "nothing"]).status == 64)
    #expect(try machine.calls() == [])
    try machine.program(
      "swift", "echo \"$* $HUIZONG_LONG ${HUIZONG_LONG_FROM-}\" >> \"${0%/*}/../calls\"")
    #expect(try machine.run(job, ["--long", "faults"]).status == 0)
    #expect(try machine.run(job, ["--long", "faults", "--from", "70"]).status == 0)
    #expect(try machine.run(job, ["--long", "wire", "--from", "last"]).status == 0)
    #expect(try machine.run(job, ["--long", "tsan"]).status == 0)
    #expect(
      try machine.calls() == [
        "rm -rf \(SourceTree.root.path()).build/long/faults",
        "test --traits Console --disable-xctest --filter FaultTests faults ",
        "test --traits Console --disable-xctest --filter FaultTests faults 70",
        "test --traits Console --disable-xctest --filter LostCommit wire last",
        "rm -rf \(SourceTree.root.path()).build/long/tsan",
        "test --traits Console --disable-xctest --filter ShardedMap|Night --sanitize=thread "
          + "--scratch-path .build/tsan tsan ",
      ])
  }

  /// A part that cannot go on where it was stopped says so, rather than begin anew.
  @Test(arguments: [
    ["tsan", "--from", "last"], ["fuzz", "--from", "7"], ["kills", "--from", "7"],
    ["faults", "--from", "last"], ["faults", "--from"], ["faults", "70"],
  ])
  func whatCannotBeGoneOnWithIsRefused(arguments: [String]) throws {
    let machine = try Machine(userID: 1000, has: Machine.packages)
    let run = try machine.run(Self.jobs.appending(path: "test"), ["--long"] + arguments)
    #expect(run.status == 64)
    #expect(run.output.contains("Not begun: `--long \(arguments.joined(separator: " "))`."))
    #expect(run.output.contains("--from last: calls"), "\(run.output)")
    #expect(try machine.calls() == [])
  }

  /// A part that `jobs/test` lets go on asks `LongRun` or `LongSeeds` for its steps, and the others
  /// do not.
  @Test func partsThatGoOnNoteTheirSteps() throws {
    let script = try SourceTree.text("jobs/test")
    func parts(_ name: String) throws -> Set<Substring> {
      let list = try #require(script.split(separator: "readonly \(name)=' ").dropFirst().first)
      return Set(list.prefix { $0 != "'" }.split(separator: " "))
    }
    func asking(_ call: String) -> Set<Substring> {
      Set(
        SourceTree.files.filter { $0.path.hasPrefix("Tests/") }.flatMap { file in
          file.text.split(separator: "\(call)(\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        })
    }
    #expect(try parts("by_step") == asking("LongRun.steps"))
    #expect(try parts("by_seed") == asking("LongSeeds.seeds"))
  }

  /// A part whose tests were renamed would run none and look well.
  @Test func longPartsNameTests() throws {
    let parts =
      try SourceTree.text("jobs/test").split(separator: "long_parts='\n").dropFirst()
      .first?.prefix { $0 != "'" }.split(separator: "\n") ?? []
    #expect(parts.count >= 7)
    for part in parts {
      let words = part.split(separator: " ")
      for tests in words[1].split(separator: "|") {
        let isThere = SourceTree.files.contains { file in
          file.path.hasPrefix("Tests/") && file.path.hasSuffix("Tests.swift")
            && file.path.contains(tests)
        }
        #expect(isThere, "\(words[0]): \(tests)")
      }
    }
  }
}
