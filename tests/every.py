"""A deck with every type of question."""

from conftest import deck

EVERY = deck(
    """
    - id: sign
      ask: Which sign is seen when the facial nerve is tapped?
      answer: Chvostek's sign
      distractors: [Trousseau's sign, Babinski's sign, Romberg's sign]
      why: The nerve is overexcitable.
    - id: symptoms
      list: symptom
      of: hypomagnesemia
      items: [muscle twitching, loss of appetite, nausea]
      never: [flushing, jaundice, deafness]
    - id: fastest
      statement: Magnesium given into a vein works fastest.
      false versions: [Magnesium given by mouth works fastest.]
      ignore: {only-true-false: It is a sample.}
    - id: foods
      list: food
      with: magnesium
      grouped by: food group
      exclusive: yes
      ignore: {no-sentence: Our own words are what is tried.}
      groups: {fish: [salmon, mackerel], legume: [black beans, lentils], leaf: [spinach]}
    - id: chain
      mechanism: What low magnesium does to muscles
      steps: [magnesium falls, calcium enters nerve cells, nerves misfire, muscles twitch]
    - id: pair
      cloze: Calcium starts a contraction; {{magnesium}} ends it. Without {{magnesium}}, muscle stays {{tense::how?}}.
      title: Two minerals
    - id: compared
      comparison: [hypomagnesemia, hypocalcemia]
      rows:
        usual site: [eyelids, the face]
        usual cause: [diuretics, too little vitamin D]
        early symptom: [loss of appetite, ~]
      ignore: {not-exclusive: It is a sample.}
    - id: level
      quantity: the normal level of magnesium in the blood
      value: 1.8–2.2 mg/dL
    - id: salts
      ranking: bioavailability
      most to least: [[magnesium citrate, magnesium glycinate], magnesium chloride, magnesium oxide]
      ignore: {no-sentence: It is a sample.}
    - id: word
      term: myoclonus
      means: a sudden and very short involuntary jerk of one or more muscles
    """
)
