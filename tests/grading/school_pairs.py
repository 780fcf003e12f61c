"""Pairs of terms of school that a learner mixes up: neither is the other, nor a slip of it."""

from __future__ import annotations

_LINES = {
    "history": """
Stalin | Lenin; Carolingian | Merovingian; Tudor | Stuart; patrician | plebeian; patriarch | patrician
feudalism | federalism; capitalism | capitulation; communism | communion; democracy | demography
monarchy | anarchy; monarchy | oligarchy; autocracy | aristocracy; nationalism | rationalism
imperialism | empiricism; monotheism | polytheism; deism | theism; atheism | theism
Reformation | Restoration; Renaissance | Reformation; inquisition | acquisition; secession | succession
abolition | prohibition; constitution | institution; Louis XIV | Louis XVI; Louis XV | Louis XVI
George II | George III; Henry VII | Henry VIII; Charles I | Charles II; Napoleon I | Napoleon III
World War I | World War II; First Crusade | Third Crusade; First Punic War | Second Punic War
Elizabeth I | Elizabeth II; Prussia | Russia; Persia | Prussia; Sparta | Athens; Syria | Assyria
emperor | empress; king | queen; prince | princess; Old Kingdom | New Kingdom; Old Testament | New Testament
West Germany | East Germany; North Vietnam | South Vietnam; Union | Confederacy; Upper Egypt | Lower Egypt
Whig | Tory; Bolshevik | Menshevik; Girondin | Jacobin; Octavian | Octavia; Trajan | Trojan
Hobbes | Hume; Calvin | Kelvin; Marx | Mars; Mao Zedong | Zhou Enlai; Cromwell | Cornwall
Treaty of Versailles | Treaty of Verdun; Treaty of Vienna | Treaty of Verona; 1914 | 1941; 1789 | 1798
emigrant | immigrant; emigration | immigration; colony | colonist; guild | gild; fief | thief
bourgeoisie | bourgeois; serf | surf; vassal | vessel; pope | pole; Ottoman | Ottonian
Allies | Axis; armistice | amnesty; annexation | annotation; boycott | embargo; coup | couple
""",
    "geography": """
Austria | Australia; Sweden | Switzerland; Slovakia | Slovenia; Iran | Iraq; Niger | Nigeria; Mali | Malawi
Mali | Malta; Paraguay | Uruguay; Gambia | Zambia; Mauritius | Mauritania; Dominica | Dominican Republic
Latvia | Lithuania; Libya | Lebanon; Liberia | Libya; Guinea | Guyana; Guinea | Guinea-Bissau; Ghana | Guyana
Kansas | Arkansas; Virginia | West Virginia; North Dakota | South Dakota; North Carolina | South Carolina
Budapest | Bucharest; Belgrade | Belgium; Valencia | Venice; Jordan | Georgia; Oman | Yemen
Taiwan | Thailand; North Korea | South Korea; North Pole | South Pole; Rhine | Rhone; Ural | Aral
Indus | Ganges; England | New England; York | New York; Zealand | New Zealand; Sudan | South Sudan
Congo | Togo; Chad | Chile; Chile | China; China | Ghana; Cuba | Aruba; Samoa | American Samoa
Vienna | Verona; Tripoli | Napoli; Kuwait | Kiribati; Bahrain | Bahamas; Panama | Palau
latitude | longitude; latitude | altitude; weather | climate; erosion | corrosion; stalactite | stalagmite
syncline | anticline; graben | horst; isthmus | strait; delta | estuary; magma | lava; epicenter | hypocenter
meridian | median; equator | equation; Tropic of Cancer | Tropic of Capricorn; eastern | western
Arctic | Antarctic; arctic | Atlantic; northern hemisphere | southern hemisphere; upper course | lower course
solstice | equinox; windward | leeward; cirrus | citrus; stratus | status; cumulus | tumulus
island | Iceland; Iceland | Ireland; Ireland | Island; Finland | England; Poland | Holland; gulf | golf
tributary | distributary; import | export; urban | rural; immigration | migration; birth rate | death rate
bay | bog; plateau | plate; peninsula | peninsular; tundra | taiga; savanna | savannah cat; monsoon | typhoon
""",
    "chemistry": """
absorption | adsorption; alkane | alkene; alkene | alkyne; alkane | alkyne; methane | methanal; methane | methanol
methanal | methanol; ethane | ethene; ethene | ethyne; ethanol | ethanal; propane | propene; butane | butene
pentane | pentene; hexane | heptane; nitrate | nitrite; nitrite | nitride; sulfate | sulfite; sulfite | sulfide
phosphate | phosphite; chlorate | chlorite; chlorine | chloride; fluorine | fluoride; bromine | bromide; iodine | iodide
chlorine | fluorine; carbonate | carbide; carbon monoxide | carbon dioxide; sulfur dioxide | sulfur trioxide
ammonia | ammonium; silicon | silicone; magnesium | manganese; titanium | tantalum; thallium | thulium
holmium | hafnium; yttrium | ytterbium; rhenium | rhodium; gallium | germanium; radium | radon; indium | iridium
anode | cathode; anion | cation; oxidation | reduction; oxidant | reductant; solute | solvent; ketone | aldehyde
ether | ester; amine | amide; monomer | polymer; endothermic | exothermic; exothermic | isothermic
hydration | dehydration; molarity | molality; covalent | ionic; alloy | allotrope; isotope | isomer; atom | ion
polar | nonpolar; soluble | insoluble; organic | inorganic; saturated | unsaturated; acid | base; acidic | basic
proton | photon; proton | neutron; element | compound; mixture | solution; evaporation | vaporization
condensation | condensate; sublimation | sedimentation; reactant | product; catalyst | catalysis; cis | trans
Fe2+ | Fe3+; Cu+ | Cu2+; NO3- | NO2-; SO42- | SO32-; H2O | H2O2; CO | CO2; Co | CO; iron(II) | iron(III)
hydrogen | hydroxide; sodium chloride | sodium chlorate; sodium chloride | sodium chlorite; glycerin | glycogen
hydrophilic | hydrophobic; homogeneous | heterogeneous; electrophile | nucleophile; primary alcohol | tertiary alcohol
""",
    "physics": """
neutron | neutrino; fission | fusion; reflection | refraction; refraction | diffraction; reflection | deflection
conduction | convection; conduction | induction; concave | convex; velocity | acceleration; acceleration | deceleration
capacitor | capacitance; resistor | resistance; amplitude | altitude; amplitude | frequency; kinetic | kinematic
electron | positron; meteor | meteorite; meteorite | meteoroid; asteroid | asterisk; nova | supernova; ellipse | eclipse
Pluto | Plato; solar eclipse | lunar eclipse; spring tide | neap tide; series circuit | parallel circuit
step-up transformer | step-down transformer; centripetal | centrifugal; static | statistic; potential | potentiometer
voltage | wattage; ampere | ampule; joule | jewel; mass | mess; force | farce; speed | spend; inertia | inertial
scalar | scaler; vector | sector; torque | torch; elastic | inelastic; direct current | alternating current
transverse wave | longitudinal wave; real image | virtual image; infrared | ultraviolet; microwave | macrowave
isobaric | isochoric; isothermal | isobaric; adiabatic | diabatic; alpha decay | beta decay; half-life | half-light
conductor | inductor; converging lens | diverging lens; north pole | south pole; gravity | gravitas; north-seeking | south-seeking
kelvin | Kevin; hertz | hearts; Newton's first law | Newton's second law; Newton's second law | Newton's third law
""",
    "biology": """
mitosis | meiosis; prokaryote | eukaryote; homozygous | heterozygous; transcription | transduction
transcription | translation; genotype | phenotype; endotherm | ectotherm; glucose | galactose; glucose | fructose
sucrose | lactose; lactose | maltose; glycogen | glucagon; cytosine | cytokine; cytosine | cysteine; adenine | adenosine
guanine | guanosine; glutamine | glutamate; arginine | asparagine; trypsin | tryptophan; thymine | thiamine
leucine | isoleucine; creatine | creatinine; artery | arteriole; atrium | ventricle; tendon | ligament; axon | dendrite
xylem | phloem; stamen | stigma; sepal | petal; gymnosperm | angiosperm; nucleus | nucleolus; chromatid | chromatin
centromere | centrosome; ribosome | lysosome; dominant | recessive; haploid | diploid; zygote | gamete
vertebrate | invertebrate; herbivore | carnivore; biotic | abiotic; ecology | economy; autotroph | heterotroph
antigen | antibody; insulin | inulin; estrogen | androgen; cortisol | cortisone; thymus | thyroid; ileum | ilium
abduction | adduction; pronation | supination; flexion | extension; afferent | efferent; tibia | fibula; malleus | malleolus
humerus | humorous; carpal | tarsal; mucus | mucous; ureter | urethra; perineum | peritoneum; prostate | prostrate
aerobic | anaerobic; sympathetic | parasympathetic; endocrine | exocrine; intracellular | extracellular; inhale | exhale
hypertonic | hypotonic; hypertonic | isotonic; systole | diastole; monocot | dicot; DNA | RNA; mRNA | tRNA; ATP | ADP
vitamin A | vitamin E; vitamin B1 | vitamin B12; blood group A | blood group B; left atrium | right atrium
upper jaw | lower jaw; small intestine | large intestine; white blood cell | red blood cell; sensory neuron | motor neuron
photosynthesis | chemosynthesis; symbiosis | symbiont; mutualism | commensalism; ovum | ovary; larva | lava
species | specie; genus | genius; alveoli | aioli; villi | villain; bile | bill; cilia | celiac; pupa | pupil
""",
    "languages": """
desert | dessert; principal | principle; affect | effect; complement | compliment; stationary | stationery
elicit | illicit; allusion | illusion; discreet | discrete; eminent | imminent; accept | except; ensure | insure
personal | personnel; precede | proceed; adapt | adopt; metaphor | simile; homonym | homophone; synonym | antonym
alliteration | assonance; prefix | suffix; verb | adverb; noun | pronoun; consonant | vowel; active | passive
prose | verse; protagonist | antagonist; hyperbole | hyperbola; allegory | allegro; loose | lose; quiet | quite
angel | angle; bear | beer; chose | choose; cloth | clothe; coarse | course; council | counsel; dairy | diary
device | devise; dual | duel; farther | further; formally | formerly; hear | here; its | it's; later | latter
lead | led; lightning | lightening; moral | morale; passed | past; peace | piece; plain | plane; pray | prey
rain | reign; role | roll; site | cite; soldier | solder; their | there; thorough | through; weather | whether
who's | whose; your | you're; we're | were; singular | plural; major | minor; C major | A minor; F♯ | F♭
first person | third person; past tense | present tense; direct object | indirect object; colon | column; comma | coma
transitive | intransitive; definite article | indefinite article; regular | irregular; positive | comparative
stressed | unstressed; voiced | voiceless; rhyme | rhythm; sonnet | bonnet; ode | code; meter | metre rule
""",
    "mathematics": """
tangent | cotangent; sine | cosine; secant | cosecant; mean | median; median | mode; radius | diameter
permutation | combination; prism | pyramid; rhombus | rhomboid; hyperbola | parabola; numerator | denominator
rational | irrational; even | odd; finite | infinite; even number | odd number; prime | prism; factor | fraction
pentagon | hexagon; hexagon | heptagon; octagon | decagon; horizontal | vertical; maximum | minimum; x-axis | y-axis
parallel | perpendicular; quotient | quotation; divisor | dividend; integral | integer; differential | difference
x² | x³; a² − b² | a² + b²; [3, 4) | (3, 4]; x ≤ 3 | x ≥ 3; n! | n; A ∩ B | A ∪ B; −3 | 3; 1/2 | 1/3; 2³ | 3²
ascending | descending; acute angle | obtuse angle; convex | concave; odd function | even function; axiom | axion
""",
}

SCHOOL_PAIRS: tuple[tuple[str, str, str], ...] = tuple(
    (subject, *pair.strip().split(" | "))  # type: ignore[misc]
    for subject, lines in _LINES.items()
    for line in lines.strip().splitlines()
    for pair in line.split(";")
    if pair.strip()
)
