"""Pairs of terms that a learner mixes up and that a grader must tell apart, in both directions."""

from __future__ import annotations

_HYPO_HYPER = """
kalemia natremia calcemia magnesemia phosphatemia glycemia tension thyroidism parathyroidism volemia capnia thermia
trophy plasia tonia reflexia ventilation esthesia uricemia albuminemia pnea lipidemia
""".split()  # noqa: SIM905

# The families of slips.opposites were written with these in mind.
PAIRS: tuple[tuple[str, str], ...] = (
    *((f"hypo{each}", f"hyper{each}") for each in _HYPO_HYPER),
    *(
        (one, other)
        for line in """
hypokalemia | hypocalcemia
hyperkalemia | hypercalcemia
hypokalemia | hyponatremia
hyperkalemia | hypernatremia
hypocalcemia | hyperkalemia
low potassium | low calcium
low potassium | high potassium
potassium deficiency | calcium deficiency
sodium excess | potassium excess
ALS | ALT
ALT | AST
ALS | AST
ACTH | ADH
MCV | MCH
PT | PTT
ileum | ilium
ileus | ileum
perineal | peroneal
perineal | peritoneal
peroneal | peritoneal
afferent | efferent
abduction | adduction
abductor | adductor
dysphagia | dysphasia
dysphasia | dysarthria
dysphagia | dysarthria
ureter | urethra
cysteine | cystine
cystine | cytosine
cysteine | cytosine
glutamate | glutamine
thymine | thiamine
prednisone | prednisolone
quinine | quinidine
hydralazine | hydroxyzine
rubella | rubeola
mucus | mucous
colotomy | colostomy
vitamin B6 | vitamin B12
B6 | B12
type 1 diabetes | type 2 diabetes
type I error | type II error
hepatitis A | hepatitis B
hepatitis B | hepatitis C
Na+ | Na−
Ca2+ | Ca+
1.5 | 15
C5 | C6
cranial nerve III | cranial nerve IV
factor V | factor VII
increased preload | decreased preload
raised blood pressure | lowered blood pressure
high blood pressure | low blood pressure
left ventricle | right ventricle
proximal tubule | distal tubule
anterior cruciate ligament | posterior cruciate ligament
superior vena cava | inferior vena cava
medial malleolus | lateral malleolus
upper motor neuron | lower motor neuron
dorsal root | ventral root
internal carotid artery | external carotid artery
bradycardia | tachycardia
bradypnea | tachypnea
macrocytic anemia | microcytic anemia
macroglossia | microglossia
polyuria | oliguria
intracellular | extracellular
intracellular | intercellular
intravascular | extravascular
endocrine | exocrine
endotoxin | exotoxin
antepartum | postpartum
antenatal | postnatal
prerenal | postrenal
preganglionic | postganglionic
suprarenal | subrenal
homozygous | heterozygous
isocytosis | anisocytosis
symmetric | asymmetric
typical | atypical
symptomatic | asymptomatic
febrile | afebrile
organic | inorganic
leukopenia | leukocytosis
neutropenia | neutrophilia
thrombocytopenia | thrombocytosis
eosinopenia | eosinophilia
arthritis | arthrosis
nephritis | nephrosis
tendinitis | tendinosis
gastrotomy | gastrostomy
gastrostomy | gastrectomy
colectomy | colostomy
tracheotomy | tracheostomy
lactase | lactose
maltase | maltose
sucrase | sucrose
amylase | amylose
carpal | tarsal
metacarpal | metatarsal
hematoma | hepatoma
hemoptysis | hematemesis
nephron | neuron
glycogen | glucagon
glucagon | glycogen phosphorylase
gluconeogenesis | glycogenesis
glycogenesis | glycogenolysis
glycolysis | glycogenolysis
arteriosclerosis | atherosclerosis
myelitis | myositis
cerebrum | cerebellum
cerebral | cerebellar
trachea | trochlea
virilism | vibrio
acromion | acromegaly
agonist | antagonist
sensory neuron | motor neuron
sympathetic | parasympathetic
systolic murmur | diastolic murmur
acute pancreatitis | chronic pancreatitis
aerobic | anaerobic
supination | pronation
inversion | eversion
palpation | palpitation
stenosis | stasis
osteoporosis | osteopetrosis
osteomalacia | osteomyelitis
sulfate | sulfite
nitrate | nitrite
ferric | ferrous
estrogen | estriol
atropine | adenosine
clonidine | clozapine
dopamine | dobutamine
epinephrine | norepinephrine
adrenaline | noradrenaline
vasopressin | vasopressor
facial nerve | fascial nerve
10 mg | 100 mg
5 mg | 5 µg
mmol/L | µmol/L
no pain | pain
with murmur | without murmur
respiratory acidosis | respiratory alkalosis
metabolic acidosis | respiratory acidosis
macula | macule
cholecystitis | cholangitis
meiosis | miosis
mitosis | meiosis
""".strip().splitlines()
        for one, other in [line.split(" | ")]
    ),
)

# Nothing in the grader was written or changed with a view to these.
HELD_OUT: tuple[tuple[str, str], ...] = tuple(
    (one, other)
    for line in """
humerus | humorous
fibula | fibrinogen
tibial | tibialis
radial nerve | radical nerve
discrete | discreet
aura | aurea
callus | callous
cor pulmonale | cor triatriatum
cygnet | signet
effusion | infusion
infusion | transfusion
eruption | erupting
elicit | illicit
facies | fascia
fascia | fasces
gavage | lavage
insulin | inulin
keratosis | ketosis
ketosis | ketonuria
lice | lysis
malleus | malleolus
menorrhagia | metrorrhagia
menorrhea | menorrhagia
nucleotide | nucleoside
oscitation | oscillation
parental | parenteral
enteral | parenteral
pectoral | pectineal
phalanges | pharynx
larynx | pharynx
laryngitis | pharyngitis
pleuritis | pyelitis
plantar | palmar
prostate | prostrate
psychosis | psittacosis
pyuria | polyuria
reflux | reflex
sacrum | sacral
scleritis | sclerosis
scirrhous | serous
serous | scirrhus
silicone | silicon
stroma | struma
tenia | tinea
tympanites | tympanitis
trichinosis | trichomoniasis
variola | varicella
vesical | vesicle
viscous | viscus
xanthine | xanthene
digoxin | digitoxin
daunorubicin | doxorubicin
vinblastine | vincristine
chlorpromazine | chlorpropamide
cyclosporine | cycloserine
amlodipine | amiloride
metformin | metronidazole
losartan | lovastatin
propranolol | prazosin
tramadol | trazodone
sertraline | cetirizine
guanine | guanidine
adenine | adenosine
thrombin | fibrin
fibrin | fibrinogen
pepsin | pepsinogen
trypsin | trypsinogen
renin | rennin
tyrosine | thyroxine
threonine | tyrosine
leucine | isoleucine
arginine | asparagine
aspartate | asparagine
bilirubin | biliverdin
osteoblast | osteoclast
chondroblast | osteoblast
epidural | subdural
epidermis | dermis
epigastric | hypogastric
hypothalamus | thalamus
hypothalamus | hippocampus
jejunum | duodenum
cecum | rectum
pylorus | cardia
atrium | antrum
aortic stenosis | mitral stenosis
aortic regurgitation | aortic stenosis
Horner syndrome | Hunter syndrome
Hurler syndrome | Hunter syndrome
Turner syndrome | Horner syndrome
Addison disease | Graves disease
Chvostek's sign | Trousseau's sign
Broca aphasia | Wernicke aphasia
Th1 cells | Th2 cells
IgA | IgG
IgE | IgD
T3 | T4
HDL | LDL
FSH | TSH
PCO2 | PO2
EEG | ECG
CD4 | CD8
stage IIIA | stage IIIB
L4 | L5
S1 | S2
vitamin K | vitamin D
alpha cells | beta cells
α1 receptor | α2 receptor
monocyte | lymphocyte
lymphocytosis | lymphocytopenia
gram positive | gram negative
oxidation | reduction
flexion | extension
dorsiflexion | plantar flexion
vasodilation | vasoconstriction
inspiration | expiration
hemolysis | homeostasis
hemostasis | homeostasis
pericardium | myocardium
endocardium | pericardium
perimysium | endomysium
syncope | syncytium
apoplexy | apoptosis
ptosis | ptyalism
embolus | thrombus
exudate | transudate
catabolism | anabolism
anisocoria | anisocytosis
paresis | paresthesia
anosmia | anomia
ataxia | apraxia
alexia | aphasia
""".strip().splitlines()
    for one, other in [line.split(" | ")]
)
