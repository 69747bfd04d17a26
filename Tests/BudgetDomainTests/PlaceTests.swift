import BudgetDomain
import Testing

@Suite struct PlaceTests {
  private static let hostile = [
    "", "a", "|", "||", "\\", "\\|", "|\\", "a|b", "a\\|b", "a\\", "\\\\", "|\u{301}", "\\\u{301}",
    "合计", "\r\n", "\n", "1", "actual", "*",
  ]

  /// Every combination of hostile texts has a key of its own, byte by byte.
  @Test func keysAreAsDifferentAsPlaces() {
    var keys: Set<[UInt8]> = []
    var count = 0
    for unit in Self.hostile {
      for form in Self.hostile {
        for code in Self.hostile {
          for figure in Self.hostile {
            var place = Place(year: FiscalYear(2023), unit: unit)
            (place.form, place.code, place.figure) = (form, code, figure)
            keys.insert(Array(place.key.utf8))
            count += 1
          }
        }
      }
    }
    #expect(keys.count == count)
  }

  @Test func keyHasElevenPartsWhateverTheTexts() {
    for text in Self.hostile {
      var place = Place(year: FiscalYear(2023), unit: text)
      (place.form, place.code, place.figure) = (text, text, text)
      var separators = 0
      var isEscaped = false
      for scalar in place.key.unicodeScalars {
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == "|" {
          separators += 1
        }
      }
      #expect(separators == 10, "\(text.debugDescription)")
    }
  }

  @Test func everyPartOfAPlaceIsInItsKey() {
    let place = Place(year: FiscalYear(2023), unit: "101")
    var others: [Place] = [place]
    func vary(_ change: (inout Place) -> Void) {
      var other = place
      change(&other)
      others.append(other)
    }
    vary { $0.year = FiscalYear(2024) }
    vary { $0.unit = "102" }
    for kind in SubmissionKind.allCases { vary { $0.kind = kind } }
    for section in Section.allCases { vary { $0.section = section } }
    for fund in FundType.allCases { vary { $0.fund = fund } }
    for measure in Measure.allCases { vary { $0.measure = measure } }
    vary { $0.form = "T3" }
    vary { $0.column = "basic" }
    vary { $0.code = "201" }
    vary { $0.figure = "total.actual" }
    vary { $0.occurrence = 2 }
    #expect(Set(others.map(\.key)).count == others.count)
    #expect(place.key == "2023|101|||||||||1")
  }
}
