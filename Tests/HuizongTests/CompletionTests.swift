import Foundation
import Testing

/// What a shell offers after a tab: the script that `--generate-completion-script` prints.
@Suite struct CompletionTests {
  @Test func bashTakesTheScript() async throws {
    let checked = try await Program.shell("\"$0\" --generate-completion-script bash | bash -n")
    #expect(checked.status == 0, "\(checked.messages)")
    #expect(checked.messages == "")
    let slipped = try await Program.shell(
      "{ \"$0\" --generate-completion-script bash; echo 'if'; } | bash -n")
    #expect(slipped.status != 0)
  }

  @Test(
    arguments: [
      (["ru"], ["rules", "run", "runs"]), (["rules", ""], ["check", "explain", "list"]),
      (["export", "--for"], ["--force", "--format"]),
      (["export", "--format", ""], ["csv", "xlsx"]),
      (["run", "--lang", ""], ["en", "zh"]), (["nosuch", "x"], []),
    ] as [([String], [String])])
  func bashOffersWhatFits(typed: [String], offered: [String]) async throws {
    // What readline does at a tab; see "Programmable Completion" in the manual of bash.
    let answer = try await Program.shell(
      """
      source <("$0" --generate-completion-script bash)
      COMP_WORDS=(huizong "$@") COMP_CWORD=$# COMP_LINE="huizong $*" COMP_POINT=${#COMP_LINE}
      _huizong huizong "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """, typed)
    let words = answer.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty && (typed.last?.hasPrefix("-") ?? false || !$0.hasPrefix("-")) }
    #expect(words.sorted() == offered, "\(answer.messages)")
  }

  @Test(arguments: ["zsh", "fish"])
  func otherShellsHaveTheirOwn(shell: String) async throws {
    let script = try await Program.run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    for word in ["huizong", "run", "export", "rules"] { #expect(script.output.contains(word)) }
  }
}
