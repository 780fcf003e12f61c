"""Hold what learners naturally type for the questions of the shipped decks, right and wrong.

Each row is a question's id, texts that are right, and texts that are not. Of a list, each text is
one entry, typed alone; of a passage, what is typed into the one gap. No text is a slip of the pen:
those are made systematically in `slips.py`.
"""

from __future__ import annotations

Row = tuple[str, tuple[str, ...], tuple[str, ...]]

VOCABULARY: tuple[Row, ...] = (
    (
        "term-hypomagnesemia/term/short-answer",
        ("Hypomagnesaemia", "low blood magnesium", "low magnesium"),
        ("hypermagnesemia", "hypocalcemia", "magnesium excess", "anemia"),
    ),
    (
        "term-magnesium-deficiency/term/short-answer",
        ("lack of magnesium", "a magnesium deficiency", "magnesium depletion"),
        ("hypomagnesemia", "hypermagnesemia", "calcium deficiency", "low blood magnesium"),
    ),
    (
        "term-hypermagnesemia/term/short-answer",
        ("hypermagnesaemia", "too much magnesium", "magnesium excess"),
        ("hypomagnesemia", "hypercalcemia", "too little magnesium"),
    ),
    (
        "term-hypocalcemia/term/short-answer",
        ("hypocalcaemia", "low calcium", "Hypocalcemia."),
        ("hypokalemia", "hypercalcemia", "high calcium"),
    ),
    (
        "term-hypokalemia/term/short-answer",
        ("hypokalaemia", "low potassium", "HYPOKALEMIA"),
        ("hyperkalemia", "hypocalcemia", "hyponatremia", "high potassium"),
    ),
    (
        "term-myoclonus/term/short-answer",
        ("a myoclonus", "myoclonic jerk", "muscle jerks"),
        ("fasciculation", "chorea", "tremor"),
    ),
    (
        "term-fasciculation/term/short-answer",
        ("fasciculations", "a fasciculation"),
        ("myoclonus", "cramp", "fibrosis"),
    ),
    (
        "term-paresthesia/term/short-answer",
        ("paraesthesia", "paresthesias", "paraesthesias"),
        ("paralysis", "anesthesia", "paresis", "nystagmus"),
    ),
    ("term-tetany/term/short-answer", ("Tetany", "tetanic spasms"), ("tetanus", "tremor")),
    ("term-nystagmus/term/short-answer", ("a nystagmus", "Nystagmus"), ("strabismus", "myoclonus")),
    ("term-cramp/term/short-answer", ("cramps", "a muscle cramp"), ("tremor", "stomach cramps")),
    (
        "term-spasm/term/short-answer",
        ("Spasm", "spasms", "a muscle spasm"),
        ("cramp", "tremor", "tetany"),
    ),
    ("term-tremor/term/short-answer", ("tremors", "trembling", "a tremor"), ("chorea", "tetany")),
    ("term-chorea/term/short-answer", ("Chorea",), ("dystonia", "tremor", "cholera")),
    ("term-dystonia/term/short-answer", ("dystonias", "a dystonia"), ("chorea", "hypotonia")),
    (
        "term-arrhythmia/term/short-answer",
        ("irregular heartbeat", "arrhythmias", "abnormal heart rhythm", "heart arrhythmia"),
        ("high blood pressure", "angina", "regular heartbeat"),
    ),
    (
        "term-bioavailability/term/short-answer",
        ("bio-availability", "biological availability"),
        ("absorption rate", "solubility", "tolerability"),
    ),
    (
        "term-electrolyte/term/short-answer",
        ("an electrolyte", "electrolytes"),
        ("enzyme", "ion pump"),
    ),
    ("term-cofactor/term/short-answer", ("co-factor", "enzyme cofactor"), ("enzyme", "hormone")),
    ("term-serum/term/short-answer", ("blood serum", "the serum"), ("plasma", "lymph")),
    (
        "term-malabsorption/term/short-answer",
        ("poor absorption", "malabsorption disorder", "bad absorption"),
        ("malnutrition", "good absorption", "bioavailability"),
    ),
)

MECHANISMS: tuple[Row, ...] = (
    (
        "low-calcium-threshold/answer/short-answer",
        (
            "it drops",
            "it is lowered",
            "it goes down",
            "it gets lower",
            "it decreases",
            "it falls",
            "drops",
            "decreases",
        ),
        ("it rises", "it stays the same", "it is raised", "higher", "rises", "increases"),
    ),
    (
        "energy-for-muscles/answer/short-answer",
        ("ATP production", "making ATP", "the production of energy", "energy metabolism"),
        ("protein synthesis", "muscle contraction", "cell division"),
    ),
    (
        "magnesium-abundance/answer/short-answer",
        ("4th", "the fourth", "fourth place", "4", "4th place"),
        ("third", "first", "5th", "tenth"),
    ),
    (
        "magnesium-enzymes/value/number",
        ("over 300", "more than 300", ">300", "300+"),
        ("over 30", "3000", "less than 300"),
    ),
    (
        "magnesium-serum-normal/value/number",
        ("1.8-2.2 mg/dl", "1.8 to 2.2 mg/dL", "between 1.8 and 2.2 mg/dL"),
        ("0.2-0.6 mg/dL", "8.6-10.2 mg/dL", "18-22 mg/dL"),
    ),
    (
        "magnesium-serum-share/value/number",
        ("less than 1%", "under 1 %", "below 1 percent", "<1%"),
        ("10 %", "more than 1 %", "99 %"),
    ),
    (
        "contraction-and-relaxation/calcium/cloze",
        ("Calcium", "calcium ions"),
        ("potassium", "magnesium", "sodium"),
    ),
    ("contraction-and-relaxation/magnesium/cloze", ("Magnesium",), ("calcium", "manganese")),
    ("natural-calcium-blocker/calcium/cloze", ("Calcium",), ("potassium", "sodium")),
    ("smooth-movement-heart/heart/cloze", ("the heart", "Heart"), ("stomach", "lungs")),
    ("brain-nerves-muscles/brain/cloze", ("the brain",), ("heart", "muscles")),
    (
        "magnesium-relaxes-muscle/the-contraction-ends/cloze",
        ("contraction ends", "the muscle contraction ends", "the contraction stops"),
        ("the contraction begins", "the muscle contracts"),
    ),
    (
        "low-magnesium-twitching/nerves-become-overexcitable/cloze",
        (
            "the nerves become overexcitable",
            "nerves become hyperexcitable",
            "nerves get overexcited",
            "nerves are overexcited",
        ),
        ("nerves become less excitable", "muscles relax"),
    ),
    (
        "low-magnesium-twitching/nerves-misfire/cloze",
        ("the nerves misfire", "misfiring of nerves"),
        ("nerves rest", "muscles contract at random"),
    ),
    (
        "excess-magnesium-weakness/calcium-is-blocked-too-strongly/cloze",
        ("too much calcium is blocked", "calcium is blocked too much", "calcium is overblocked"),
        ("calcium is blocked too weakly", "calcium rises", "potassium is blocked too strongly"),
    ),
    (
        "excess-magnesium-weakness/muscle-weakness/cloze",
        ("weakness", "weak muscles", "muscle weakness"),
        ("muscles become strong", "muscles cramp"),
    ),
    (
        "calcium-steadies-nerves/resting-membrane-potential/cloze",
        ("resting potential", "the resting membrane potential", "membrane potential at rest"),
        ("action potential", "firing threshold"),
    ),
    (
        "low-calcium-twitching/blood-calcium-falls/cloze",
        ("calcium falls", "the calcium level falls", "calcium in the blood drops"),
        ("calcium rises", "magnesium falls", "blood calcium rises"),
    ),
    (
        "low-calcium-twitching/the-firing-threshold-falls/cloze",
        ("the threshold drops", "the firing threshold falls", "the firing threshold is lowered"),
        ("the firing threshold rises", "the heart rate drops"),
    ),
    (
        "low-calcium-twitching/nerves-fire-spontaneously/cloze",
        ("the nerves fire spontaneously", "nerves fire by themselves", "nerves fire on their own"),
        ("nerves stop firing", "muscles fire"),
    ),
    ("potassium-and-sodium/sodium/cloze", ("Sodium", "potassium"), ("calcium", "magnesium")),
    (
        "magnesium-roles/all/list",
        (
            "relaxing muscles",
            "nerve function",
            "making energy",
            "building proteins",
            "regulating metabolism",
            "bone health",
            "relaxation of muscles",
            "calcium channel blocker",
            "natural calcium blocker",
            "cofactor for over 300 enzymes",
            "protein synthesis",
        ),
        ("carrying oxygen", "blood clotting", "digestion", "forming red blood cells", "vision"),
    ),
    (
        "calcium-roles/all/list",
        (
            "strong bones",
            "contraction of muscles",
            "nerve signals",
            "blood clotting",
            "healthy bones",
            "triggering muscle contraction",
            "stabilizing the resting membrane potential",
            "bone strength",
        ),
        ("carrying oxygen", "muscle relaxation", "protein synthesis", "energy production"),
    ),
    (
        "potassium-roles/all/list",
        (
            "muscle contraction",
            "transmitting nerve signals",
            "membrane charge",
            "maintaining the electrical charge across cell membranes",
        ),
        ("bone health", "muscle relaxation", "blood clotting"),
    ),
    (
        "low-potassium-constipation/answer/short-answer",
        ("smooth muscle", "the smooth muscle", "smooth muscle of the intestines", "smooth muscles"),
        ("skeletal muscle", "striated muscle", "cardiac muscle"),
    ),
    (
        "low-magnesium-myoclonus/misfire/cloze",
        (
            "misfire",
            "fire by themselves",
            "fire uncontrollably",
            "are misfiring",
            "misfires",
            "fire without control",
        ),
        ("fall silent", "die", "relax", "rest"),
    ),
    (
        "magnesium-roles/muscle-relaxation/cloze",
        ("relaxing the muscles", "relaxation of the muscles", "muscles relaxing"),
        ("muscle contraction", "muscle growth"),
    ),
    (
        "magnesium-roles/energy-production/cloze",
        ("producing energy", "energy", "energy metabolism"),
        ("energy loss", "protein synthesis"),
    ),
    (
        "magnesium-roles/protein-synthesis/cloze",
        ("making proteins", "protein production"),
        ("protein breakdown", "energy production"),
    ),
    (
        "calcium-roles/bone-health/cloze",
        ("bones", "strong bones", "building bones"),
        ("muscle health", "blood pressure"),
    ),
    (
        "potassium-roles/nerve-signal-transmission/cloze",
        ("sending nerve signals", "nerve impulse transmission", "transmitting nerve impulses"),
        ("nerve damage", "bone health"),
    ),
    (
        "magnesium-roles/nerve-function/cloze",
        ("nerves", "working of the nerves"),
        ("nerve damage", "brain growth"),
    ),
    (
        "potassium-roles/muscle-contraction/cloze",
        ("contracting muscles", "muscle contractions"),
        ("muscle relaxation", "muscle growth"),
    ),
    (
        "calcium-roles/muscle-contraction/cloze",
        ("muscle contractions", "contraction of the muscles"),
        ("muscle relaxation",),
    ),
)

SYMPTOMS: tuple[Row, ...] = (
    (
        "hypomagnesemia-stages/early/list",
        (
            "poor appetite",
            "feeling sick",
            "throwing up",
            "tiredness",
            "weakness",
            "lack of appetite",
        ),
        ("flushing", "fever", "low blood pressure", "drowsiness from a high level"),
    ),
    (
        "hypomagnesemia-stages/moderate-to-severe/list",
        (
            "tingling",
            "numbness",
            "pins and needles",
            "cramps",
            "convulsions",
            "changes in personality",
            "irregular heartbeat",
            "abnormal heart rhythm",
            "muscle spasms",
        ),
        ("loss of reflexes", "flushing", "stomach cramps"),
    ),
    (
        "hypomagnesemia-beyond-twitching/muscles-and-nerves/list",
        ("weakness", "headaches", "numbness and tingling", "seizures"),
        ("constipation", "flushing"),
    ),
    (
        "hypomagnesemia-beyond-twitching/digestion/list",
        ("no appetite", "feeling sick", "vomiting", "constipation", "loss of appetite"),
        ("diarrhea", "jaundice", "headache"),
    ),
    (
        "hypomagnesemia-beyond-twitching/mind-sleep-and-energy/list",
        (
            "anxiousness",
            "depression",
            "sleep problems",
            "insomnia",
            "tiredness",
            "personality change",
        ),
        ("flushing", "hunger"),
    ),
    (
        "hypomagnesemia-beyond-twitching/circulation-eyes-and-bones/list",
        ("irregular heart rhythm", "hypertension", "nystagmus", "osteoporosis", "brittle bones"),
        ("low blood pressure", "blindness", "slow heartbeat"),
    ),
    (
        "hypomagnesemia-muscle-symptoms/all/list",
        ("twitches", "cramps", "spasms", "muscle jerks", "muscle twitches"),
        ("muscle growth", "stomach cramps"),
    ),
    (
        "hypomagnesemia-hallmark/answer/short-answer",
        ("twitching", "muscle twitches", "twitches", "muscle jerks"),
        ("tremor", "hiccups", "nystagmus"),
    ),
    (
        "severe-heart-symptom/answer/short-answer",
        ("irregular heartbeat", "heart arrhythmia", "arrhythmias", "cardiac arrhythmia"),
        ("heart attack", "heart failure", "high blood pressure"),
    ),
    (
        "hypomagnesemia-tingling-site/answer/short-answer",
        ("the extremities", "hands and feet", "arms and legs", "fingers and toes", "limbs"),
        ("lower back", "the face", "abdomen"),
    ),
    (
        "night-leg-cramps/answer/short-answer",
        ("nocturnal leg cramps", "calf cramps", "cramps in the legs", "muscle cramps"),
        ("stomach cramps", "restless legs", "back pain"),
    ),
    (
        "hypomagnesemia-twitching-sites/all/list",
        ("eyelids", "face", "calf", "arms", "foot", "legs", "eyes", "the eyes", "eyelid"),
        ("back", "tongue", "ears", "neck"),
    ),
    (
        "hypocalcemia-symptoms/milder/list",
        ("tingling", "cramps", "spasms", "twitching of the face", "numbness", "pins and needles"),
        ("thirst", "kidney stones", "goiter"),
    ),
    (
        "hypocalcemia-symptoms/severe/list",
        (
            "tetany",
            "convulsions",
            "trouble breathing",
            "difficulty in breathing",
            "breathing problems",
        ),
        ("kidney stones", "goiter", "thirst"),
    ),
    (
        "hypocalcemia-paresthesia-sites/all/list",
        ("around the mouth", "hands", "feet", "fingers", "toes", "lips"),
        ("back", "abdomen", "scalp"),
    ),
    (
        "chvostek/elicited-by/short-answer",
        (
            "a tap on the facial nerve",
            "tapping on the facial nerve",
            "tapping over the facial nerve",
            "tapping the cheek",
        ),
        (
            "a blood pressure cuff",
            "tapping the knee",
            "stroking the sole of the foot",
            "stroking the sole",
        ),
    ),
    (
        "chvostek/shows/short-answer",
        (
            "twitching of the face",
            "a facial twitch",
            "the face twitches",
            "facial muscle twitching",
        ),
        ("a hand spasm", "facial paralysis", "twitching of the arm"),
    ),
    (
        "chvostek/points-to/short-answer",
        ("low calcium", "hypocalcaemia", "calcium deficiency"),
        ("hypercalcemia", "hyperkalemia", "high calcium"),
    ),
    (
        "chvostek/sign/short-answer",
        ("Chvostek", "the Chvostek sign", "Chvostek sign"),
        ("Trousseau's sign", "Babinski's sign"),
    ),
    (
        "hypokalemia-symptoms/muscles-and-strength/list",
        ("weakness", "cramps", "tiredness", "weak muscles", "exhaustion"),
        ("jaundice", "fever"),
    ),
    (
        "hypokalemia-symptoms/skin-heart-and-bowel/list",
        ("tingling", "abnormal heart rhythm", "constipation", "numbness", "irregular heartbeat"),
        ("diarrhea", "fever", "double vision"),
    ),
    (
        "hypermagnesemia-symptoms/muscles/list",
        ("weakness", "weak muscles", "tiredness"),
        ("cramps", "twitching", "spasms of the hands"),
    ),
    (
        "hypermagnesemia-symptoms/digestion/list",
        ("feeling sick", "abdominal cramps", "diarrhoea", "stomach cramping"),
        ("muscle cramps", "jaundice"),
    ),
    (
        "hypermagnesemia-symptoms/circulation-and-breathing/list",
        ("hypotension", "irregular heartbeat", "depressed breathing", "impaired breathing"),
        ("high blood pressure", "hypertension", "cough"),
    ),
    (
        "hypermagnesemia-symptoms/head-skin-and-brain/list",
        ("headaches", "flushed skin", "sleepiness", "CNS depression"),
        ("twitching", "rash", "hair loss"),
    ),
    (
        "early-symptoms-vague/subtle/cloze",
        ("vague", "unspecific", "mild", "non-specific"),
        ("severe", "obvious", "striking"),
    ),
    ("myoclonus-severe-cases/severe/cloze", ("Severe", "serious"), ("mild", "moderate")),
    (
        "twitching-anywhere/any-part/cloze",
        ("every part", "all parts", "any parts"),
        ("no part", "one part"),
    ),
    (
        "hypomagnesemia-stages/loss-of-appetite/cloze",
        ("not being hungry", "low appetite", "appetite loss"),
        ("increased appetite", "hunger"),
    ),
    (
        "hypomagnesemia-stages/fatigue/cloze",
        ("being tired", "feeling tired"),
        ("drowsiness", "energy"),
    ),
    ("hypomagnesemia-stages/seizures/cloze", ("fits", "epileptic seizures"), ("fevers", "tremor")),
    (
        "hypomagnesemia-stages/personality-changes/cloze",
        ("change of personality", "personality change"),
        ("physical changes", "sleep changes"),
    ),
    (
        "hypomagnesemia-beyond-twitching/poor-sleep/cloze",
        ("bad sleep", "sleeping badly", "insomnia"),
        ("oversleeping", "deep sleep"),
    ),
    (
        "hypomagnesemia-beyond-twitching/high-blood-pressure/cloze",
        ("raised blood pressure", "elevated blood pressure", "hypertension"),
        ("low blood pressure", "hypotension"),
    ),
    (
        "hypomagnesemia-beyond-twitching/abnormal-eye-movements/cloze",
        ("nystagmus", "abnormal eye movement"),
        ("normal eye movements", "drooping eyelids"),
    ),
    (
        "hypomagnesemia-twitching-sites/the-calves/cloze",
        ("calf muscles", "calves"),
        ("thighs", "forearms"),
    ),
    (
        "hypocalcemia-symptoms/difficulty-breathing/cloze",
        ("breathing difficulties", "trouble breathing", "problems with breathing"),
        ("easy breathing", "snoring"),
    ),
    (
        "hypocalcemia-symptoms/facial-twitching/cloze",
        ("face twitches", "twitches of the face"),
        ("facial paralysis", "leg twitching"),
    ),
    (
        "hypocalcemia-paresthesia-sites/the-skin-around-the-mouth/cloze",
        ("around the mouth", "mouth area"),
        ("around the eyes", "the nose"),
    ),
    (
        "hypermagnesemia-symptoms/low-blood-pressure/cloze",
        ("hypotension", "a drop in blood pressure", "very low blood pressure"),
        ("hypertension", "high blood pressure"),
    ),
    (
        "hypermagnesemia-symptoms/respiratory-depression/cloze",
        ("impaired breathing", "slowed breathing", "weak breathing"),
        ("fast breathing", "hyperventilation"),
    ),
    (
        "hypermagnesemia-symptoms/drowsiness/cloze",
        ("sleepiness", "being drowsy", "feeling sleepy"),
        ("sleeplessness", "alertness"),
    ),
    (
        "hypomagnesemia-stages/numbness-or-tingling/cloze",
        ("tingling", "numbness and tingling", "pins and needles"),
        ("pain", "itching"),
    ),
    (
        "hypomagnesemia-stages/muscle-weakness/cloze",
        ("weakness", "weak muscles"),
        ("muscle strength", "stiffness"),
    ),
    (
        "hypomagnesemia-beyond-twitching/osteoporosis/cloze",
        ("brittle bones", "weak bones"),
        ("arthritis", "strong bones"),
    ),
    (
        "hypomagnesemia-beyond-twitching/headache/cloze",
        ("headaches", "a headache"),
        ("backache", "toothache"),
    ),
    (
        "hypomagnesemia-muscle-symptoms/muscle-spasms/cloze",
        ("spasms", "a spasm"),
        ("tremor", "weakness"),
    ),
    (
        "hypokalemia-symptoms/arrhythmia/cloze",
        ("abnormal heart rhythm", "heart rhythm problems"),
        ("heart attack", "high blood pressure"),
    ),
    (
        "hypermagnesemia-symptoms/flushing/cloze",
        ("flushed face", "flushed skin", "red face"),
        ("paleness", "sweating"),
    ),
    (
        "hypermagnesemia-symptoms/nausea/cloze",
        ("feeling sick", "feeling nauseous"),
        ("hunger", "dizziness"),
    ),
)

COMPARING: tuple[Row, ...] = (
    (
        "three-minerals/chief-role-in-muscle.magnesium/short-answer",
        ("relaxation", "muscle relaxation", "relaxing muscles", "stopping a contraction"),
        ("starting a contraction", "keeping membranes charged", "muscle contraction"),
    ),
    (
        "three-minerals/chief-role-in-muscle.calcium/short-answer",
        (
            "contraction",
            "triggering contraction",
            "starts a contraction",
            "initiating contraction",
            "triggering a contraction",
            "triggering muscle contraction",
        ),
        (
            "muscle relaxation",
            "ending a contraction",
            "relaxing muscles",
            "keeping membranes charged",
        ),
    ),
    (
        "three-minerals/chief-role-in-muscle.potassium/short-answer",
        ("membrane charge", "nerve signal transmission", "nerve signals"),
        ("muscle relaxation", "bone health"),
    ),
    (
        "three-deficiencies/common-twitching-site.hypomagnesemia/list",
        ("legs", "eyelids", "the eyelid", "the legs", "eyes"),
        ("back", "tongue", "neck", "shoulders"),
    ),
    (
        "three-deficiencies/common-twitching-site.hypocalcemia/list",
        ("face", "the arms", "leg"),
        ("back", "neck"),
    ),
    (
        "three-deficiencies/common-twitching-site.hypokalemia/list",
        ("the feet", "arms", "legs"),
        ("eyelids", "tongue"),
    ),
    (
        "calcium-foods/all/list",
        (
            "milk",
            "cheese",
            "yogurt",
            "leafy greens",
            "fortified food",
            "sardines",
            "tofu",
            "kale",
            "salmon",
            "dairy",
            "sardine",
        ),
        ("bananas", "white rice", "potatoes", "mushrooms", "potato", "chicken", "white bread"),
    ),
    ("potassium-foods/fruits/list", ("banana", "avocado", "oranges"), ("apples", "blueberries")),
    ("potassium-foods/vegetables/list", ("spinach", "potato", "tomatoes"), ("eggs", "apples")),
    (
        "potassium-foods/seeds-of-plants/list",
        ("beans", "nuts", "legumes", "lentils"),
        ("eggs", "hard cheese"),
    ),
    (
        "twitching-deficiencies/all/list",
        ("low magnesium", "magnesium deficiency", "low calcium", "low potassium", "hypokalaemia"),
        ("hypernatremia", "iron deficiency", "hypercalcemia"),
    ),
    (
        "magnesium-extremes/effect-on-muscle-signals.hypomagnesemia/short-answer",
        ("overexcitation", "hyperexcitability", "overstimulation", "they are overexcited"),
        ("inhibition", "weakness", "no effect"),
    ),
    (
        "magnesium-extremes/effect-on-muscle-signals.hypermagnesemia/short-answer",
        ("it inhibits them", "they are inhibited", "an inhibition"),
        ("over-excitation", "overstimulation"),
    ),
    (
        "magnesium-extremes/block-of-calcium.hypermagnesemia/short-answer",
        ("too strong", "too strongly", "stronger", "it is too strong", "excessive", "increased"),
        ("too weak", "not enough", "normal", "weaker", "inadequate", "reduced"),
    ),
    (
        "magnesium-extremes/block-of-calcium.hypomagnesemia/short-answer",
        ("too weak", "too weakly", "not enough", "weaker", "inadequate", "insufficient"),
        ("too strong", "stronger", "normal", "excessive", "unchanged"),
    ),
    (
        "magnesium-extremes/likelihood.hypomagnesemia/short-answer",
        ("relatively common", "quite common", "it is common"),
        ("rare", "uncommon", "not common"),
    ),
    (
        "magnesium-extremes/likelihood.hypermagnesemia/short-answer",
        ("rare", "it is rare", "uncommon", "very rare"),
        ("common", "very common"),
    ),
    (
        "magnesium-extremes/primary-muscle-symptom.hypomagnesemia/list",
        ("cramps", "spasms", "twitches"),
        ("stomach cramps", "muscle growth"),
    ),
    (
        "magnesium-extremes/primary-muscle-symptom.hypermagnesemia/list",
        ("weakness", "tiredness"),
        ("cramps", "twitching"),
    ),
    ("hypocalcemia-check-magnesium/magnesium/cloze", ("Magnesium", "Mg"), ("potassium", "iron")),
    (
        "nerve-impulse-deficiency/answer/short-answer",
        ("low potassium", "potassium deficiency", "hypokalaemia"),
        ("hyperkalemia", "hypocalcemia", "magnesium deficiency", "low sodium"),
    ),
    (
        "constipation-of-two/answer/short-answer",
        ("constipation", "Constipation."),
        ("diarrhea", "stomach cramps", "nausea"),
    ),
    (
        "blood-pressure-of-two/blood-pressure/cloze",
        ("Blood pressure", "the blood pressure"),
        ("heart rate", "temperature", "blood sugar"),
    ),
    (
        "firing-threshold-deficiency/answer/short-answer",
        ("low calcium", "calcium deficiency", "hypocalcaemia"),
        ("hypercalcemia", "low potassium", "hypokalemia"),
    ),
    (
        "arrhythmia-of-three/answer/short-answer",
        (
            "irregular heartbeat",
            "an arrhythmia",
            "abnormal heart rhythm",
            "irregular heart rhythms",
        ),
        ("heart attack", "heart failure", "high blood pressure"),
    ),
    (
        "weakness-of-both/answer/short-answer",
        ("weakness", "weak muscles", "fatigue", "muscle fatigue"),
        ("muscle cramps", "spasms", "muscle strength"),
    ),
    (
        "calcium-foods/dairy-products/cloze",
        ("milk products", "dairy foods", "dairy"),
        ("soy products", "meat products"),
    ),
    (
        "three-deficiencies/mechanism.hypocalcemia/cloze",
        ("lowers the firing threshold", "lower threshold for firing", "a lower firing threshold"),
        ("a higher firing threshold", "a raised firing threshold"),
    ),
    ("calcium-foods/sardines/cloze", ("canned sardines", "sardine"), ("tuna", "herring")),
    (
        "three-deficiencies/what-the-treatment-depends-on.hypomagnesemia/cloze",
        ("how severe it is", "the severity"),
        ("the age", "the cause of death"),
    ),
)

TWITCHES: tuple[Row, ...] = (
    (
        "myoclonus-causes/lack-of-a-nutrient/list",
        ("B12 deficiency", "lack of magnesium", "hypomagnesemia", "lack of vitamin B12"),
        ("vitamin C deficiency", "scurvy"),
    ),
    (
        "myoclonus-causes/neurodegeneration/list",
        ("Parkinson's", "Alzheimers", "Huntington disease", "parkinsons disease"),
        ("osteoporosis", "muscular dystrophy"),
    ),
    (
        "myoclonus-causes/internal-organs/list",
        ("renal failure", "hepatic failure", "failure of the liver", "kidney failure"),
        ("gout", "osteoporosis"),
    ),
    ("myoclonus-causes/infection/list", ("Meningitis", "encephalitis"), ("gout", "scurvy")),
    (
        "myoclonus-causes/substances/list",
        ("medicines", "illegal drugs", "withdrawal", "medication", "street drugs"),
        ("gout", "scurvy"),
    ),
    (
        "myoclonus-causes/trauma/list",
        ("head trauma", "injury of the spinal cord", "spinal injury", "head injuries"),
        ("osteoporosis", "tension headache"),
    ),
    (
        "b12-movement-disorders/all/list",
        ("myoclonic jerks", "chorea", "trembling", "dystonia"),
        ("paresthesia of the skin", "scurvy"),
    ),
    (
        "other-nutritional-cause/answer/short-answer",
        ("B12", "vitamin B12", "B12 deficiency", "cobalamin deficiency", "lack of B12"),
        ("vitamin B6 deficiency", "vitamin C", "vitamin D deficiency", "B1"),
    ),
    (
        "myoclonus-treatment-by-cause/main-treatment-of-the-myoclonus.a-neurological-disease/short-answer",
        ("antiepileptic drugs", "anticonvulsants", "anti-seizure medication", "antiepileptics"),
        ("antibiotics", "magnesium supplements", "antidepressants"),
    ),
    (
        "myoclonus-treatment-by-cause/main-treatment-of-the-myoclonus.magnesium-deficiency/list",
        ("supplements", "diet changes", "change of diet", "magnesium supplementation"),
        ("anti-epileptic drugs", "antibiotics"),
    ),
    (
        "myoclonus-treatment-by-cause/treatment-of-severe-myoclonus.magnesium-deficiency/short-answer",
        ("IV magnesium", "magnesium infusion", "magnesium intravenously", "intravenous magnesium"),
        ("oral magnesium", "topical magnesium", "calcium infusion"),
    ),
    (
        "myoclonus-trauma/answer/short-answer",
        ("the nervous system", "central nervous system", "CNS"),
        ("the immune system", "circulatory system"),
    ),
    ("myoclonus-is-a-symptom/symptom/cloze", ("sign", "a symptom"), ("disease", "drug", "cause")),
    ("myoclonus-treatment/cause/cloze", ("causes", "underlying cause"), ("age", "name")),
    (
        "myoclonus-case-reports/went-away/cloze",
        ("disappeared", "resolved", "stopped", "vanished"),
        ("stayed", "got worse", "came back"),
    ),
    (
        "myoclonus-range-of-causes/harmless/cloze",
        ("benign", "mild"),
        ("dangerous", "severe", "malignant"),
    ),
    (
        "myoclonus-diagnosis-first/diagnosis/cloze",
        ("evaluation", "a diagnosis"),
        ("supplement", "operation"),
    ),
    (
        "fasciculation-causes/minerals-and-fluid/list",
        ("low magnesium", "magnesium deficiency", "low calcium", "fluid loss", "hypokalemia"),
        ("hypermagnesemia", "anemia"),
    ),
    (
        "fasciculation-causes/strain/list",
        ("anxiety", "sleep deprivation", "strenuous exercise", "tiredness", "stress"),
        ("tendinitis", "glaucoma"),
    ),
    (
        "fasciculation-causes/stimulants/list",
        ("caffeine", "nicotine", "coffee"),
        ("water", "hay fever"),
    ),
    (
        "fasciculation-causes/medication/list",
        ("corticosteroids", "inhalers for asthma", "asthma inhaler", "steroids"),
        ("glaucoma", "anemia"),
    ),
    (
        "twitching-causes/way-of-life/list",
        ("caffeine", "alcohol", "poor sleep", "hard exercise", "excessive caffeine", "stress"),
        ("smoking bans", "reading"),
    ),
    (
        "twitching-causes/medicine/list",
        ("medication", "neuromuscular disease", "drugs", "medicines"),
        ("sunburn", "fever"),
    ),
    (
        "trigger-mechanisms/way-of-acting.anxiety/short-answer",
        ("nerve overactivity", "overactivity of the nerves", "overactive nerves"),
        ("electrolyte imbalance", "muscle fatigue"),
    ),
    (
        "trigger-mechanisms/way-of-acting.stimulants/short-answer",
        ("increased excitability", "higher neuromuscular excitability", "greater excitability"),
        ("lower excitability", "electrolyte imbalance"),
    ),
    (
        "trigger-mechanisms/way-of-acting.dehydration/short-answer",
        ("electrolyte imbalances", "an electrolyte imbalance", "disturbed electrolytes"),
        ("overactive nerves", "lack of sleep", "low blood sugar"),
    ),
    (
        "trigger-mechanisms/way-of-acting.lack-of-sleep/short-answer",
        (
            "stress on the nervous system",
            "it strains the nervous system",
            "a strained nervous system",
        ),
        ("electrolyte imbalance", "relaxation of the nervous system"),
    ),
    (
        "exercise-twitches/answer/short-answer",
        (
            "after exercise",
            "while recovering",
            "when they recover",
            "during the recovery",
            "afterwards",
            "as they recover",
            "post-workout",
        ),
        ("during warm-up", "before exercise", "during exercise", "during stretching"),
    ),
    (
        "twitch-prevention/all/list",
        (
            "stress management",
            "drinking enough water",
            "staying hydrated",
            "less stress",
            "enough sleep",
            "hydration",
        ),
        ("more caffeine", "more coffee", "less water"),
    ),
    (
        "persistent-twitches/doctor/cloze",
        ("physician", "a doctor", "healthcare professional"),
        ("friend", "lawyer"),
    ),
    (
        "fasciculations-als/answer/short-answer",
        ("ALS", "Lou Gehrig's disease", "motor neuron disease", "Amyotrophic Lateral Sclerosis"),
        ("MS", "multiple sclerosis", "Alzheimer's disease", "Parkinson's disease"),
    ),
    (
        "spasm-causes/disease/list",
        ("nerve problems", "renal disease", "nerve disorder", "kidney disease", "nerve issues"),
        ("liver spots", "hay fever", "gout", "liver disease", "scurvy"),
    ),
    (
        "spasm-causes/everyday-causes/list",
        ("dehydration", "strenuous exercise", "certain medications", "not drinking enough"),
        ("hay fever", "reading", "liver disease"),
    ),
    (
        "fasciculation-causes/intense-exercise/cloze",
        ("heavy exercise", "intense workouts", "strenuous exercise"),
        ("gentle exercise", "lack of exercise"),
    ),
    (
        "fasciculation-causes/corticosteroids/cloze",
        ("steroids", "steroid medication"),
        ("antibiotics", "statins"),
    ),
    (
        "twitching-causes/neuromuscular-disorders/cloze",
        ("neuromuscular diseases", "certain neuromuscular disorders"),
        ("skin disorders", "eating disorders"),
    ),
    (
        "trigger-mechanisms/way-of-acting.stimulants/cloze",
        ("increased neuromuscular excitability", "more excitability"),
        ("lower excitability", "reduced excitability"),
    ),
    (
        "twitching-causes/too-much-alcohol/cloze",
        ("excessive alcohol", "drinking too much alcohol"),
        ("no alcohol", "too much water"),
    ),
    (
        "fasciculation-causes/lack-of-sleep/cloze",
        ("sleep deprivation", "too little sleep"),
        ("too much sleep", "oversleeping"),
    ),
    (
        "fasciculation-causes/asthma-inhalers/cloze",
        ("asthma inhaler", "asthma medication"),
        ("antibiotics", "painkillers"),
    ),
    (
        "spasm-causes/nerve-disorders/cloze",
        ("nerve problems", "nerve disease"),
        ("skin disorders", "bone disorders"),
    ),
)

CAUSES: tuple[Row, ...] = (
    (
        "hypomagnesemia-risk-factors/way-of-life/list",
        ("poor diet", "alcoholism", "chronic stress", "strenuous exercise", "alcohol abuse"),
        ("drinking hard water", "hay fever"),
    ),
    (
        "hypomagnesemia-risk-factors/digestive-disease/list",
        ("Crohn's", "coeliac disease", "Crohn disease", "chronic diarrhoea"),
        ("hemorrhoids", "hay fever"),
    ),
    (
        "hypomagnesemia-risk-factors/other-conditions/list",
        ("diabetes mellitus", "type 2 diabetes", "old age", "renal disease"),
        ("varicose veins", "youth"),
    ),
    (
        "hypomagnesemia-risk-factors/medication/list",
        ("water pills", "PPIs", "antibiotic", "diuretics"),
        ("statins", "antihistamines", "magnesium-containing antacids"),
    ),
    (
        "ways-to-run-low/all/list",
        (
            "eating too little of it",
            "bad absorption",
            "losing too much",
            "poor diet",
            "low intake",
            "inadequate intake",
            "impaired absorption",
            "increased excretion",
        ),
        ("over-supplementation", "sleeping too much", "too many supplements", "hard water"),
    ),
    (
        "age-and-magnesium/all/list",
        (
            "less absorption",
            "weaker kidneys",
            "reduced absorption",
            "declining kidney function",
            "decreased magnesium absorption",
            "diminished kidney function",
        ),
        ("better absorption", "stronger kidneys", "more exercise"),
    ),
    (
        "urinary-magnesium-loss/all/list",
        ("alcoholism", "water pills", "diabetes", "alcohol", "diuretics"),
        ("hay fever", "low intake", "statins", "celiac disease"),
    ),
    (
        "hypermagnesemia-causes/all/list",
        (
            "too many supplements",
            "kidney failure",
            "kidney disease",
            "taking too many supplements",
            "oversupplementation",
            "kidney impairment",
        ),
        (
            "chronic diarrhea",
            "celiac disease",
            "proton pump inhibitors",
            "poor diet",
            "alcoholism",
            "hard water",
        ),
    ),
    (
        "low-magnesium-electrolytes/all/list",
        ("low calcium", "low potassium", "hypokalaemia"),
        ("hypercalcemia", "hyperkalemia", "high potassium"),
    ),
    (
        "sensitive-magnesium-tests/all/list",
        (
            "RBC magnesium",
            "24-hour urine test",
            "red blood cell test",
            "24 h urine magnesium",
            "24-hour urine",
            "24-hour urine excretion analysis",
        ),
        ("stool magnesium", "bone density", "serum calcium", "blood pressure"),
    ),
    (
        "parts-of-the-diagnosis/all/list",
        ("the symptoms", "risk factors", "further tests", "special tests"),
        ("horoscope", "price"),
    ),
    (
        "bone-as-magnesium-store/answer/short-answer",
        ("bones", "the bones", "the skeleton", "bone tissue"),
        ("muscle", "fat tissue", "the liver"),
    ),
    (
        "urine-collection-time/value/number",
        ("24 h", "one day", "1 day", "24 hrs"),
        ("12 hours", "2 days", "24 minutes"),
    ),
    ("more-than-poor-diet/diet/cloze", ("food", "the diet"), ("exercise", "age")),
    ("kidney-both-ways/too-much/cloze", ("an excess", "excess"), ("too little", "none")),
    (
        "diabetes-magnesium-loss/more-urine-is-passed/cloze",
        ("more urine is produced", "more urine is made", "urine increases"),
        ("less urine is passed", "more blood is lost"),
    ),
    (
        "serum-test-misses/magnesium-runs-short/cloze",
        ("magnesium becomes scarce", "magnesium is short", "magnesium runs low"),
        ("calcium runs short", "magnesium rises"),
    ),
    (
        "alcohol-magnesium-loss/answer/short-answer",
        ("the kidneys", "kidney", "via the kidneys"),
        ("liver", "the bowel", "the skin", "lungs"),
    ),
    (
        "standard-test-measures/answer/short-answer",
        ("the serum", "blood serum", "in the serum"),
        ("red blood cells", "the whole blood", "plasma proteins", "urine"),
    ),
    (
        "hypomagnesemia-risk-factors/chronic-diarrhea/cloze",
        ("long-term diarrhea", "persistent diarrhea"),
        ("constipation", "acute appendicitis"),
    ),
    (
        "hypomagnesemia-risk-factors/older-age/cloze",
        ("being old", "old age"),
        ("younger age", "childhood"),
    ),
    (
        "hypermagnesemia-causes/over-supplementation/cloze",
        ("taking too many supplements", "too much supplementation", "supplement overdose"),
        ("too few supplements", "under-supplementation"),
    ),
    (
        "hypermagnesemia-causes/impaired-kidney-function/cloze",
        ("kidneys that do not work well", "bad kidney function", "poor kidney function"),
        ("good kidney function", "impaired liver function"),
    ),
    (
        "low-magnesium-electrolytes/hypokalemia/cloze",
        ("low potassium", "low blood potassium"),
        ("high potassium", "hyperkalemia"),
    ),
    (
        "parts-of-the-diagnosis/specific-tests/cloze",
        ("more specific tests", "other specific tests", "additional tests"),
        ("personality tests", "no tests"),
    ),
    (
        "hypomagnesemia-risk-factors/low-dietary-intake/cloze",
        ("a poor diet", "low intake", "too little magnesium in the diet"),
        ("a rich diet", "high intake"),
    ),
    (
        "hypomagnesemia-risk-factors/intense-exercise/cloze",
        ("excessive exercise", "too much exercise"),
        ("lack of exercise", "resting"),
    ),
    (
        "age-and-magnesium/weaker-kidney-function/cloze",
        ("weaker kidneys", "declining kidney function"),
        ("better kidney function", "weaker liver function"),
    ),
)

TREATMENT: tuple[Row, ...] = (
    (
        "magnesium-foods/food-group/list",
        ("nuts", "seeds", "whole grains", "leafy greens", "beans", "fish", "legumes", "spinach"),
        ("eggs", "butter", "white rice", "apples"),
    ),
    (
        "magnesium-foods/single-food/list",
        ("chocolate", "avocado", "dark chocolate"),
        ("honey", "apples"),
    ),
    (
        "magnesium-food-examples/nuts-and-seeds/list",
        ("almond", "cashews", "pumpkin seeds", "sunflower seeds"),
        ("kale", "salmon"),
    ),
    (
        "magnesium-food-examples/leafy-green-vegetables/list",
        ("spinach", "kale", "Swiss chard"),
        ("black beans", "almonds"),
    ),
    ("magnesium-food-examples/fish/list", ("salmon", "mackerel", "tuna"), ("kale", "edamame")),
    (
        "magnesium-food-examples/legumes/list",
        ("black beans", "lentils", "soybeans", "chickpeas"),
        ("kale", "mackerel"),
    ),
    (
        "magnesium-forms/organic/list",
        ("citrate", "glycinate", "malate", "magnesium bisglycinate"),
        ("oxide", "magnesium chloride"),
    ),
    ("magnesium-forms/inorganic/list", ("oxide", "chloride"), ("citrate", "magnesium malate")),
    ("magnesium-forms/groups/list", ("organic salts", "inorganic salts"), ("acids", "liquid")),
    (
        "topical-form/answer/short-answer",
        ("chloride", "Magnesium Chloride", "MgCl2"),
        ("magnesium oxide", "magnesium citrate", "sodium chloride"),
    ),
    (
        "topical-debated/debated/cloze",
        ("disputed", "controversial", "unclear", "uncertain"),
        ("settled", "proven", "certain"),
    ),
    (
        "oral-magnesium-side-effects/all/list",
        ("diarrhoea", "feeling sick", "stomach cramping", "abdominal cramps"),
        ("kidney stones", "high blood pressure", "overactive reflexes"),
    ),
    (
        "treatment-aims/all/list",
        (
            "replenishing the stores",
            "treating the underlying cause",
            "filling up the stores",
            "replenish magnesium stores",
            "address underlying causes",
            "treating underlying causes",
        ),
        ("losing weight", "emptying the stores", "lowering calcium", "raising the blood pressure"),
    ),
    ("food-first/diet/cloze", ("food", "the diet"), ("infusion", "surgery")),
    (
        "reasons-for-supplements/all/list",
        (
            "poor absorption",
            "severe deficiency",
            "a significant deficiency",
            "malabsorption",
            "more significant deficiency",
        ),
        ("price", "taste", "a better taste", "lower cost"),
    ),
    ("high-dose-advice/doses/cloze", ("amounts", "dosages", "dose"), ("temperatures", "places")),
    (
        "magnesium-treatments/main-benefit.topical-magnesium/cloze",
        ("bypasses the digestive system", "it bypasses the gut", "avoiding the gut"),
        ("acting fastest", "upsetting the stomach"),
    ),
    (
        "magnesium-treatments/chief-drawback.dietary-changes/short-answer",
        ("requires consistent effort", "constant effort", "it takes steady effort", "effort"),
        ("need for a hospital", "diarrhea", "side effects"),
    ),
    (
        "magnesium-treatments/chief-drawback.intravenous-magnesium/short-answer",
        ("a hospital is needed", "requires a hospital", "hospital needed", "only in hospital"),
        ("steady effort", "gut side effects"),
    ),
    (
        "correction-speed/intravenous-magnesium/cloze",
        ("IV magnesium", "magnesium infusion", "intravenous magnesium"),
        ("a change of diet", "topical magnesium"),
    ),
    (
        "correction-speed/a-change-of-diet/cloze",
        ("dietary changes", "change of diet", "diet"),
        ("infusion",),
    ),
    (
        "arrhythmia-treatment/answer/short-answer",
        ("IV", "intravenously", "by vein", "as an infusion", "intravenous infusion"),
        ("by mouth", "tablets", "through the skin"),
    ),
    (
        "oral-indication/answer/short-answer",
        (
            "mild or moderate",
            "mild to moderate deficiency",
            "mild-to-moderate",
            "mild and moderate",
        ),
        ("severe", "moderate to severe", "severe deficiency", "none"),
    ),
    (
        "food-or-supplements/dose-control.magnesium-from-food/short-answer",
        ("roughly", "not precisely", "imprecisely", "not exactly"),
        ("precisely", "exactly"),
    ),
    (
        "food-or-supplements/dose-control.magnesium-from-supplements/short-answer",
        ("exactly", "very precisely", "accurately", "precise"),
        ("only roughly", "not precisely"),
    ),
    (
        "food-or-supplements/risk-of-toxicity.magnesium-from-supplements/short-answer",
        ("higher", "greater", "it is higher"),
        ("very low", "none", "lower"),
    ),
    (
        "food-or-supplements/risk-of-toxicity.magnesium-from-food/short-answer",
        ("low", "very small", "it is very low", "minimal"),
        ("high", "higher", "moderate"),
    ),
    (
        "food-or-supplements/other-nutrients.magnesium-from-food/list",
        ("vitamins", "minerals", "fibre", "dietary fiber"),
        ("alcohol", "caffeine"),
    ),
    (
        "food-or-supplements/other-nutrients.magnesium-from-supplements/short-answer",
        ("none", "few", "hardly any", "almost none"),
        ("many", "vitamins and fiber"),
    ),
    (
        "food-or-supplements-absorption/absorption.magnesium-from-food/short-answer",
        ("well", "it is well absorbed", "good", "mostly well"),
        ("poorly", "badly", "not at all"),
    ),
    (
        "food-or-supplements-absorption/absorption.magnesium-from-supplements/short-answer",
        ("it varies", "it depends on the form", "depends on the form", "variably"),
        ("well", "always well", "never"),
    ),
    (
        "food-or-supplements-absorption/what-absorption-depends-on.magnesium-from-food/short-answer",
        (
            "gut health",
            "the other nutrients",
            "health of the gut",
            "a healthy gut",
            "the health of the gut",
        ),
        ("the color", "the brand", "the price", "the weather"),
    ),
    (
        "food-or-supplements-absorption/what-absorption-depends-on.magnesium-from-supplements/short-answer",
        ("the form", "the type of salt", "which form it is", "the salt"),
        ("gut health", "the price"),
    ),
    (
        "surplus-excreted/answer/short-answer",
        (
            "it is excreted",
            "the kidneys excrete it",
            "it leaves in the urine",
            "excreted by the kidneys",
        ),
        ("it is stored in fat", "it stays in the blood"),
    ),
    (
        "weak-kidneys-toxicity/answer/short-answer",
        ("kidney", "the kidneys"),
        ("liver", "heart", "lungs"),
    ),
    (
        "magnesium-rebalances/all/list",
        ("calcium", "potassium", "Ca", "kalium"),
        ("iron", "zinc", "magnesium", "phosphate"),
    ),
    (
        "oral-magnesium-side-effects/stomach-cramps/cloze",
        ("abdominal cramps", "cramps in the stomach"),
        ("muscle cramps", "leg cramps"),
    ),
    (
        "reasons-for-supplements/malabsorption/cloze",
        ("poor absorption", "absorption problems", "bad absorption in the gut"),
        ("good absorption", "overeating"),
    ),
    (
        "food-or-supplements/other-nutrients.magnesium-from-supplements/cloze",
        ("almost none", "hardly any", "no other nutrients"),
        ("many", "a wide range"),
    ),
    (
        "food-or-supplements-absorption/absorption.magnesium-from-food/cloze",
        ("well absorbed", "good", "mostly well", "usually well"),
        ("badly", "poorly"),
    ),
    (
        "treatment-aims/refilling-the-stores/cloze",
        ("replenishing magnesium stores", "filling the stores again"),
        ("emptying the stores", "lowering magnesium"),
    ),
    ("magnesium-foods/nuts-and-seeds/cloze", ("nuts", "seeds and nuts"), ("candy", "meat")),
    (
        "reasons-for-supplements/more-severe-deficiency/cloze",
        ("severe deficiency", "a more serious deficiency"),
        ("mild deficiency", "no deficiency"),
    ),
)

TABLE: dict[str, tuple[Row, ...]] = {
    "vocabulary": VOCABULARY,
    "muscle-mechanisms": MECHANISMS,
    "symptoms-and-signs": SYMPTOMS,
    "comparing-minerals": COMPARING,
    "twitches-and-jerks": TWITCHES,
    "causes-and-tests": CAUSES,
    "magnesium-treatment": TREATMENT,
}
