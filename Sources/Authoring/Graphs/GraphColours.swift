import Schema

/// The colours of a drawing, on light and on dark pages. Each pair of text and ground has a contrast of 4.5 and more
/// (WCAG 2.1, level AA); verdicts are told by words and signs as well, never by colour alone.
enum GraphColours {
  struct Pair {
    var fill: String
    var line: String
  }

  struct Scheme {
    var light: Pair
    var dark: Pair

    init(_ light: (String, String), dark: (String, String)) {
      self.light = Pair(fill: light.0, line: light.1)
      self.dark = Pair(fill: dark.0, line: dark.1)
    }
  }

  static func kind(_ kind: PolicyGraph.Kind) -> Scheme {
    switch kind {
    case .policy: Scheme(("#e5e9f2", "#33415c"), dark: ("#2b3547", "#a9b8d4"))
    case .clause: Scheme(("#e3ecfb", "#3565b5"), dark: ("#1e2f4d", "#7ea6ea"))
    case .rule: Scheme(("#ffffff", "#3d4654"), dark: ("#20262f", "#98a3b5"))
    case .logic: Scheme(("#f1f2f5", "#7b8494"), dark: ("#2a2f38", "#8b94a3"))
    case .condition: Scheme(("#fbf7ec", "#a3844a"), dark: ("#332d1e", "#c9aa6b"))
    case .fact: Scheme(("#f3ecfb", "#7d4fb3"), dark: ("#2f2440", "#b690e6"))
    case .question: Scheme(("#fdeef3", "#b14b74"), dark: ("#3b2230", "#e590b3"))
    case .relation: Scheme(("#e4f4ee", "#2f7d62"), dark: ("#17332a", "#6cc3a3"))
    case .attribute: Scheme(("#eaf7e8", "#4b8a3c"), dark: ("#1d3319", "#86c877"))
    case .parameter: Scheme(("#fff1e3", "#b8691d"), dark: ("#3a2814", "#e4a263"))
    case .catalog: Scheme(("#e4f3f8", "#2b7a94"), dark: ("#15303a", "#69bcd6"))
    case .day: Scheme(("#f1f2f5", "#5f6878"), dark: ("#2a2f38", "#a4adbb"))
    }
  }

  static func verdict(_ verdict: Verdict) -> Scheme {
    switch verdict {
    case .pass: Scheme(("#e2f5e4", "#1f7a34"), dark: ("#17341f", "#67c47d"))
    case .fail: Scheme(("#fde7e6", "#b3261e"), dark: ("#431d1b", "#f08a83"))
    case .unknown: Scheme(("#fff3d6", "#8f5f00"), dark: ("#3d300f", "#e6b84d"))
    case .error: Scheme(("#f6e4f7", "#8b2494"), dark: ("#3a1d3d", "#d98be0"))
    case .notChecked: Scheme(("#fdeedd", "#9a4f0c"), dark: ("#3d2812", "#e2a066"))
    case .notApplicable, .notSelected, .informational: Scheme(("#eceef1", "#5f6878"), dark: ("#292e36", "#a4adbb"))
    }
  }

  /// A sign for those who see no colours.
  static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "✓"
    case .fail: "✗"
    case .unknown: "?"
    case .error: "!"
    case .notChecked: "○"
    case .notApplicable: "–"
    case .notSelected: "⊘"
    case .informational: "i"
    }
  }
}
